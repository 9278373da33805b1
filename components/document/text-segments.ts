// Cuts a stretch of text at the borders of its marks, so that each piece is drawn in one way.
import type { TextRange } from '@/lib/domain/find-text';
import type { DocumentHighlight } from './document-highlight';

export interface TextSegment extends TextRange {
  /** The mark that is shown and that a click means: the focused one, else the shortest. */
  highlight: DocumentHighlight | null;
  hit: 'current' | 'other' | null;
  /** The claim of the shown mark has these words too. */
  isSame: boolean;
}

/** In order and without gaps from `block.start` to `block.end`; one empty segment for an empty block. */
export function segmentsOf(
  block: TextRange,
  highlights: readonly DocumentHighlight[],
  hits: readonly (TextRange & { isCurrent: boolean })[],
): TextSegment[] {
  const here = highlights.filter((mark) => overlaps(mark, block));
  const hitsHere = hits.filter((hit) => overlaps(hit, block));
  const borders = [...here, ...here.flatMap(({ same = [] }) => same), ...hitsHere]
    .flatMap(({ start, end }) => [start, end])
    .filter((at) => at > block.start && at < block.end);
  const cuts = [...new Set([block.start, ...borders, block.end])].sort((a, b) => a - b);
  if (cuts.length === 1) return [{ ...block, highlight: null, hit: null, isSame: false }];
  return cuts.slice(1).map((end, index) => {
    const piece = { start: cuts[index] ?? block.start, end };
    const covering = here.filter((mark) => overlaps(mark, piece));
    const [highlight] = covering.sort((a, b) => Number(b.isFocused) - Number(a.isFocused) || a.end - a.start - (b.end - b.start));
    const hit = hitsHere.filter((candidate) => overlaps(candidate, piece));
    return {
      ...piece,
      highlight: highlight ?? null,
      isSame: highlight?.same?.some((range) => overlaps(range, piece)) ?? false,
      hit: hit.some(({ isCurrent }) => isCurrent) ? 'current' : hit.length > 0 ? 'other' : null,
    };
  });
}

function overlaps(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && a.end > b.start;
}
