// Lays a sentence beside a stretch of a source and pairs the words that are the same, so that what differs can be read where it
// stands. Unlike the alignment that looks for a place, this one knows the place and keeps every difference.
import { isFunctionWord } from './match-lexeme';
import { numberOf } from './match-number-words';
import { queryTokens, type QueryToken } from './match-query';

export interface Laid {
  wanted: readonly QueryToken[];
  found: readonly QueryToken[];
  /** For each wanted word the index of the same word in the source, or -1. */
  partner: Int32Array;
}

/** Longer texts are not even cut into words. Characters. */
const MAX_CHARS = 6000;
/** And these are not laid: the table grows with the product. Words. */
const MAX_WANTED = 200;
const MAX_FOUND = 500;
const [SKIP_WANTED, SKIP_FOUND, GRAMMAR] = [1, 0.35, 0.4];

/**
 * Null when either side is too long. What the stretch has before and after is free; what it has between costs a little, so that the
 * words of a place stay together, or nothing where `isLoose`: then as many words as can be have a partner. O(wanted × found).
 */
export function layBeside(sentence: string, stretch: string, hasDecimalComma = false, isLoose = false): Laid | null {
  if (sentence.length > MAX_CHARS || stretch.length > MAX_CHARS) return null;
  const wanted = queryTokens(sentence, () => 1, hasDecimalComma);
  const found = queryTokens(stretch, () => 1, hasDecimalComma);
  if (wanted.length === 0 || wanted.length > MAX_WANTED || found.length > MAX_FOUND) return null;
  const weights = wanted.map(({ word }) => (isFunctionWord(word) ? GRAMMAR : 1));
  const skipped = isLoose ? 0 : SKIP_FOUND;
  const width = found.length + 1;
  const cost = new Float64Array((wanted.length + 1) * width);
  for (let row = 1; row <= wanted.length; row++) {
    const weight = (weights[row - 1] as number) * SKIP_WANTED;
    const isLast = row === wanted.length;
    cost[row * width] = (cost[(row - 1) * width] as number) + weight;
    for (let column = 1; column < width; column++) {
      const here = row * width + column;
      const skipWanted = (cost[here - width] as number) + weight;
      const skipFound = (cost[here - 1] as number) + (isLast ? 0 : skipped);
      // Another word in the place of one costs no more than the word that is gone: what stands around it keeps its partners.
      const other = isSame(wanted[row - 1] as QueryToken, found[column - 1] as QueryToken) ? 0 : weight;
      const both = (cost[here - width - 1] as number) + other;
      cost[here] = Math.min(both, skipWanted, skipFound);
    }
  }
  return { wanted, found, partner: pairs(wanted, found, cost, weights) };
}

function pairs(wanted: readonly QueryToken[], found: readonly QueryToken[], cost: Float64Array, weights: readonly number[]): Int32Array {
  const width = found.length + 1;
  const partner = new Int32Array(wanted.length).fill(-1);
  let row = wanted.length;
  let column = found.length;
  while (row > 0 && column > 0) {
    const here = row * width + column;
    const same = isSame(wanted[row - 1] as QueryToken, found[column - 1] as QueryToken);
    const weight = (weights[row - 1] as number) * SKIP_WANTED;
    if (cost[here] === (cost[here - width - 1] as number) + (same ? 0 : weight)) {
      if (same) partner[row - 1] = column - 1;
      row--;
      column--;
    } else if (cost[here] === (cost[here - width] as number) + weight) row--;
    else column--;
  }
  return partner;
}

const isSame = (a: QueryToken, b: QueryToken): boolean =>
  a.word === b.word || a.lexeme === b.lexeme || (a.word.length <= 9 && b.word.length <= 9 && isSameNumber(a.word, b.word));

function isSameNumber(a: string, b: string): boolean {
  const number = numberOf(a);
  return number !== null && number === numberOf(b);
}

/** The stretch of the source that faces a range of the sentence: between the partners of the words around it. Null at a loose end. */
export function facing({ wanted, found, partner }: Laid, start: number, end: number): { start: number; end: number } | null {
  let [before, after] = [-1, -1];
  wanted.forEach((token, index) => {
    if ((partner[index] as number) < 0) return;
    if (token.end <= start) before = partner[index] as number;
    else if (token.start >= end && after < 0) after = partner[index] as number;
  });
  if (before < 0 && after < 0) return null;
  // At the ends of the sentence the source goes on: as far as the range itself is long, and a word more.
  const size = wanted.filter((token) => token.start < end && token.end > start).length + 1;
  const from = before >= 0 ? before + 1 : Math.max(0, after - size);
  const to = after >= 0 ? after - 1 : Math.min(found.length - 1, before + size);
  if (from > to) return null;
  return { start: (found[from] as QueryToken).start, end: (found[to] as QueryToken).end };
}

/** Share of the words of content that have a partner; those in `except` are not asked. */
export function sharedContent({ wanted, partner }: Laid, except: { start: number; end: number } = { start: 0, end: 0 }): number {
  const isAsked = ({ word, start, end }: QueryToken) => !isFunctionWord(word) && !(start >= except.start && end <= except.end);
  const asked = [...wanted.keys()].filter((index) => isAsked(wanted[index] as QueryToken));
  return asked.length === 0 ? 0 : asked.filter((index) => (partner[index] as number) >= 0).length / asked.length;
}

/** How many words follow each other in the source as they do in the sentence. */
export const neighboursMet = ({ partner }: Laid): number =>
  partner.filter((at, index) => index > 0 && at > 0 && at === (partner[index - 1] as number) + 1).length;
