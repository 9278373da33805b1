// Turns a place in a source into anchors: text quote, text position and boxes, one anchor a page.
import type { RunSource, TextRange } from './anchor-source';
import { boxesOf } from './anchor-boxes';
import type { Anchor } from '@/lib/domain/evidence';
import type { PlacedPage } from '@/lib/domain/match/match-source';

export interface Place extends TextRange {
  /** The words themselves, where what lies between them is not part of the match. */
  ranges?: readonly TextRange[];
}

export interface PlaceMark {
  score: number;
  origin: Anchor['origin'];
  match: string;
}

const CONTEXT_CHARS = 40;
/** Words further apart than this are two places, so that one anchor never spans what it does not mean. Characters. */
const SAME_PLACE_CHARS = 240;

/** Anchors in reading order. A place over the end of a page gives one anchor on each side. */
export function anchorsAt(source: RunSource, place: Place, mark: PlaceMark): Anchor[] {
  return clusters(place).flatMap((cluster) => source.index.pages.flatMap((page) => anchorOn(source, page, cluster, mark)));
}

function clusters({ start, end, ranges }: Place): Required<Place>[] {
  if (!ranges || ranges.length === 0) return [{ start, end, ranges: [{ start, end }] }];
  const groups: TextRange[][] = [];
  for (const range of ranges) {
    const last = groups.at(-1)?.at(-1);
    if (last && range.start - last.end <= SAME_PLACE_CHARS) groups.at(-1)?.push(range);
    else groups.push([range]);
  }
  return groups.map((group) => ({ start: (group[0] as TextRange).start, end: (group.at(-1) as TextRange).end, ranges: group }));
}

function anchorOn(source: RunSource, page: PlacedPage, { start, end, ranges }: Required<Place>, mark: PlaceMark): Anchor[] {
  const { text } = source.index;
  const from = skipSpace(text, Math.max(start, page.start), 1);
  const to = skipSpace(text, Math.min(end, page.end), -1);
  if (from >= to) return [];
  const local = ranges.map((range) => ({ start: range.start - page.start, end: range.end - page.start }));
  return [
    {
      documentId: source.documentId,
      version: source.version,
      sha256: source.sha256,
      page: page.page,
      passageOrdinal: source.kind === 'passage' ? source.passageOrdinal : null,
      start: from - page.start,
      end: to - page.start,
      quote: text.slice(from, to),
      prefix: wholeCharacters(text.slice(Math.max(page.start, from - CONTEXT_CHARS), from)),
      suffix: wholeCharacters(text.slice(to, Math.min(page.end, to + CONTEXT_CHARS))),
      boxes: page.words ? boxesOf(page.words, local) : [],
      ...mark,
    },
  ];
}

/** Without the halves of characters that a cut leaves at the ends. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}

function skipSpace(text: string, at: number, direction: 1 | -1): number {
  let place = at;
  while (/\s/u.test(text[direction === 1 ? place : place - 1] ?? '')) place += direction;
  return place;
}

/**
 * The same words in the document that a passage was cut from, so that a reviewer sees the page and not only the passage.
 * Looks on the passage's page first. Null when the document does not hold them.
 */
export function inDocument(
  passage: RunSource,
  place: Place,
  documents: readonly RunSource[],
  find: (source: RunSource, text: string, within: TextRange | null) => TextRange | null,
): { source: RunSource; place: Place } | null {
  if (passage.kind !== 'passage' || passage.documentId === null) return null;
  const document = documents.find(
    (one) => one.documentId === passage.documentId && (passage.version === null || one.version === passage.version),
  );
  if (!document) return null;
  const quote = passage.index.text.slice(place.start, place.end);
  const page = passage.page === null ? null : (document.index.pages.find((one) => one.page === passage.page) ?? null);
  const found = (page && find(document, quote, { start: page.start, end: page.end })) ?? find(document, quote, null);
  return found ? { source: document, place: found } : null;
}
