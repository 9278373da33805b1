// Finds a text that stands in a source with small differences, or with its pieces in another order.
import { align, type Alignment, type Change, type SourceToken } from './match-align';
import { layPieces, type Pieces } from './match-pieces';
import { lexeme } from './match-lexeme';
import { queryReader, type QueryToken, tokenWeight, type Weigh } from './match-query';
import { type SourceIndex, tokenText } from './match-source';
import { firstAtOrAfter } from './match-text';
import { isNumeric } from './match-tokens';
import { bestWindows, type TokenWindow } from './match-window';

export interface ApproximateMatch {
  /** From the first to the last word, in the joined text. */
  start: number;
  end: number;
  /** The words themselves, ascending; what lies between them is not part of the match. */
  ranges: { start: number; end: number }[];
  /** Share of the text that stands there, in [0, 1]. */
  similarity: number;
  /** Differences in the order of the text; empty for pieces. */
  changes: Change[];
  match: 'approximate' | 'pieces';
}

export interface ApproximateOptions {
  /** The text as a query, where it is looked for in more than one source. */
  queryFor?: (hasDecimalComma: boolean) => readonly QueryToken[];
  weigh: Weigh;
  /** Range of the joined text to stay in. */
  within?: { start: number; end: number };
  limit?: number;
}

/** Quotes longer than this are laid in pieces only: the table of a word-by-word alignment grows with the square. */
const MAX_ALIGNED = 160;
/** Beyond this a text is found whole or not at all. */
const MAX_TOKENS = 3000;
const WINDOWS = 4;
/** Below this an alignment is given up for pieces, which know no order. */
const IN_ORDER = 0.75;
/** Share of a quote below which a page holds it by chance. */
const STRAY = 0.1;
/** Pieces nearer to each other than this many words make one place. */
const SAME_PLACE = 30;

/** The most similar places, best first. Linear in the places of the wanted words. */
export function findApproximate(
  source: SourceIndex,
  text: string,
  { weigh, within, limit = 3, queryFor = queryReader(text, weigh) }: ApproximateOptions,
): ApproximateMatch[] {
  const query = queryFor(source.hasDecimalComma);
  if (query.length === 0 || query.length > MAX_TOKENS) return [];
  const range = within ? { from: tokenAt(source, within.start), to: tokenAt(source, within.end) } : { from: 0, to: source.tokens().count };
  const size = Math.ceil(query.length * 1.5) + 6;
  const windows = bestWindows(source, query, { size, limit: WINDOWS, within: range });
  const found = windows.filter(({ coverage }) => coverage > 0.2).map((window) => matchIn(source, query, window, range, weigh));
  return found.sort((a, b) => b.similarity - a.similarity || a.start - b.start).slice(0, limit);
}

function matchIn(
  source: SourceIndex,
  query: readonly QueryToken[],
  window: TokenWindow,
  range: { from: number; to: number },
  weigh: Weigh,
): ApproximateMatch {
  // Words of grammar at either end did not take part in choosing the window.
  const margin = Math.min(60, 4 + Math.ceil(query.length / 3));
  const from = Math.max(range.from, window.from - margin);
  const to = Math.min(range.to, window.to + margin);
  const stretch = Array.from({ length: Math.max(0, to - from) }, (_, offset) => sourceToken(source, from + offset, weigh));
  source.meter.steps += query.length * stretch.length;
  const aligned: Alignment | null = query.length <= MAX_ALIGNED ? align(query, stretch) : null;
  if (aligned && (aligned.similarity >= IN_ORDER || query.length < 8)) {
    return {
      ...placeOf(source, from, aligned.on.length > 0 ? aligned.on : [window.from - from]),
      similarity: aligned.similarity,
      changes: aligned.changes,
      match: 'approximate',
    };
  }
  const laid = layPieces(query, stretch);
  const pieces = withoutStrays(source, from, laid);
  const main = mainCluster(pieces.on);
  const similarity = pieces.coverage * (0.5 + (0.5 * main.length) / Math.max(1, pieces.on.length));
  if (aligned && aligned.similarity >= similarity)
    return { ...placeOf(source, from, aligned.on), similarity: aligned.similarity, changes: aligned.changes, match: 'approximate' };
  return { ...placeOf(source, from, pieces.on), similarity, changes: [], match: 'pieces' };
}

/** A quote that stands on one page meets a word or two of the next by chance: a page with so small a share of it is left out. */
function withoutStrays(source: SourceIndex, offset: number, { on, coverage }: Pieces): Pieces {
  const pageOf = (index: number) => pageAt(source, placeOf(source, offset, [index]).start);
  const counts = new Map<number, number>();
  for (const index of on) counts.set(pageOf(index), (counts.get(pageOf(index)) ?? 0) + 1);
  if (counts.size < 2) return { on, coverage };
  const kept = on.filter((index) => (counts.get(pageOf(index)) ?? 0) >= on.length * STRAY);
  return { on: kept, coverage: (coverage * kept.length) / on.length };
}

function pageAt({ pages }: SourceIndex, offset: number): number {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pages[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Largest group of words that stand together. */
function mainCluster(on: readonly number[]): number[] {
  let best: number[] = [];
  let current: number[] = [];
  for (const at of on) {
    if (current.length > 0 && at - (current.at(-1) as number) > SAME_PLACE) current = [];
    current.push(at);
    if (current.length > best.length) best = current;
  }
  return best;
}

/** The first token that starts at or after an offset of the joined text. */
export function tokenAt(source: SourceIndex, offset: number): number {
  const folded = source.folded();
  return firstAtOrAfter(source.tokens().keyStarts, firstAtOrAfter(folded.starts, offset));
}

export function sourceToken(source: SourceIndex, index: number, weigh: Weigh): SourceToken {
  const word = tokenText(source.folded(), source.tokens(), index);
  return { word, weight: tokenWeight(word, lexeme(word), weigh), isNumber: isNumeric(word.charCodeAt(0)) };
}

function placeOf(source: SourceIndex, offset: number, on: readonly number[]): Pick<ApproximateMatch, 'start' | 'end' | 'ranges'> {
  const { starts, ends } = source.folded();
  const { keyStarts, keyEnds } = source.tokens();
  const ranges = on.map((index) => ({
    start: starts[keyStarts[offset + index] as number] as number,
    end: ends[(keyEnds[offset + index] as number) - 1] as number,
  }));
  return { start: ranges[0]?.start ?? 0, end: ranges.at(-1)?.end ?? 0, ranges };
}
