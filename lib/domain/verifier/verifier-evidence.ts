// The evidence that goes to a verifier with one claim: the words around its best places, then what else the model had read, up to a
// number of characters.
import type { RunSource } from '@/lib/domain/anchor/anchor-source';
import type { Anchor, AnchoredClaim } from '@/lib/domain/evidence';

/** Read on each side of a place: two or three sentences, so that a pronoun or a heading has its meaning. */
const AROUND_CHARS = 350;
/** A rest shorter than this says nothing. */
const SHORTEST = 60;

interface Piece {
  source: RunSource;
  start: number;
  end: number;
}

/** Best places first. Empty when the run has no source with text. */
export function verifierEvidence(
  claim: Pick<AnchoredClaim, 'anchors' | 'candidates'>,
  sources: readonly RunSource[],
  maxChars: number,
): string[] {
  const passages = sources.filter(({ kind }) => kind === 'passage').map(whole);
  const places = [...claim.anchors, ...claim.candidates].flatMap((anchor) => placeOf(anchor, sources));
  const isAllThere = passages.length > 0 && passages.reduce((sum, { start, end }) => sum + end - start, 0) <= maxChars;
  const documents = places.filter(({ source }) => source.kind === 'document');
  return take(isAllThere ? [...passages, ...merged(documents)] : [...merged(places), ...passages], maxChars);
}

const whole = (source: RunSource): Piece => ({ source, start: 0, end: source.index.text.length });

function placeOf(anchor: Anchor, sources: readonly RunSource[]): Piece[] {
  const source = sources.find((one) =>
    anchor.passageOrdinal === null
      ? one.kind === 'document' && one.documentId === anchor.documentId && one.version === anchor.version
      : one.passageOrdinal === anchor.passageOrdinal,
  );
  const page = source?.index.pages.find((one) => one.page === anchor.page);
  if (!source || !page) return [];
  const { text } = source.index;
  return [
    {
      source,
      start: toWordEdge(text, Math.max(0, page.start + anchor.start - AROUND_CHARS), 1),
      end: toWordEdge(text, Math.min(text.length, page.start + anchor.end + AROUND_CHARS), -1),
    },
  ];
}

/** Places that overlap are one; the order of the first of them stays. */
function merged(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  for (const piece of pieces) {
    const same = kept.find(({ source, start, end }) => source === piece.source && piece.start <= end && start <= piece.end);
    if (!same) kept.push({ ...piece });
    else Object.assign(same, { start: Math.min(same.start, piece.start), end: Math.max(same.end, piece.end) });
  }
  return kept;
}

function take(pieces: readonly Piece[], maxChars: number): string[] {
  const texts: string[] = [];
  let left = maxChars;
  for (const { source, start, end } of pieces) {
    if (left < SHORTEST && texts.length > 0) break;
    const { text } = source.index;
    const to = end - start <= left ? end : toWordEdge(text, start + left, -1);
    const cut = text.slice(start, Math.max(start, to)).trim();
    // What was shown around a place is not shown again as the rest of its passage.
    if (cut === '' || texts.some((known) => known.includes(cut))) continue;
    texts.push(cut);
    left -= cut.length;
  }
  return texts;
}

/** Up to 40 characters on to the next space, so that no word or character is cut in two. */
function toWordEdge(text: string, at: number, direction: 1 | -1): number {
  if (at <= 0 || at >= text.length) return at;
  for (let moved = 0; moved < 40; moved++) {
    const place = at + direction * moved;
    if (place <= 0 || place >= text.length || /\s/u.test(text[place] ?? '')) return place;
  }
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at + direction : at;
}
