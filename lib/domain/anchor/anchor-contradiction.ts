// Tells a sentence that a source contradicts from one that only differs: another number in the same place, or the opposite.
import { sentenceAround } from './anchor-candidate';
import { type CloseReading, closeDetails, closeTo } from './anchor-close';
import type { Hit } from './anchor-hit';
import type { Change } from '@/lib/domain/match/match-align';
import { neighboursMet } from '@/lib/domain/match/match-lay';
import { negationsApart } from '@/lib/domain/match/match-negation';
import { plainNumber } from '@/lib/domain/match/match-number';
import { numberOf, spelledNumbers } from '@/lib/domain/match/match-number-words';
import { queryTokens } from '@/lib/domain/match/match-query';
import { statedNumbers } from '@/lib/domain/match/match-stated-number';

export interface Contradiction {
  hit: Hit;
  /** What the source has instead, in its own words. */
  shown: string;
}

/** Share of the sentence's content words that may differ when a source is said to contradict it. */
const MAX_OTHER_WORDS = 0.25;
/** A lost `not` means something only where nearly all other words are the same. */
const MAX_WORDS_BESIDE_NEGATION = 2;
const MIN_CONTENT_WORDS = 4;
/** `Avoid throwing it` and `never throw it` are one; with such a word on one side a lost `not` tells nothing. */
const DENIES_OTHERWISE =
  /\b(?:avoid\w*|refrain\w*|abstain\w*|abstinence|instead|rather than|away from|free of|except|unless|fails? to|stop\w*)\b/iu;

/** Null when the source sentence and this one can both be true, as far as their words show. */
export function contradictionIn(hit: Hit, sentence: string): Contradiction | null {
  if (hit.match === 'pieces' || hit.state !== 'approximate') return null;
  const content = queryTokens(sentence, () => 1).filter(({ weight }) => weight > 0.1).length;
  const lost = hit.changes.filter(({ kind, wanted }) => kind === 'word' && wanted !== null).length;
  if (content < MIN_CONTENT_WORDS || lost / content > MAX_OTHER_WORDS) return null;
  const { index } = hit.source;
  const range = sentenceAround(index, hit.place);
  const source = index.text.slice(range.start, range.end);
  const numbers = otherNumbers(hit.changes, sentence, source);
  if (numbers.length > 0) return { hit, shown: numbers.join(', ') };
  const close = closeTo(hit.source, hit.place, sentence);
  const details = closeDetails(close);
  if (details.length > 0) return { hit, shown: details.map(({ found }) => found).join(', ') };
  if (DENIES_OTHERWISE.test(sentence) !== DENIES_OTHERWISE.test(source)) return null;
  return isOpposite(hit.changes, close) ? { hit, shown: index.text.slice(hit.place.start, hit.place.end) } : null;
}

/** Numbers of the source that stand where the sentence has others, when neither side has the other's anywhere near. */
function otherNumbers(changes: readonly Change[], sentence: string, source: string): string[] {
  const [stated, given] = [figuresOf(sentence), figuresOf(source)];
  return changes.flatMap(({ kind, wanted, found }) => {
    if (kind !== 'number' || wanted === null || found === null) return [];
    const [ours, theirs] = [figure(wanted), figure(found)];
    const isOther = ours !== null && theirs !== null && stated.has(ours) && given.has(theirs) && !given.has(ours) && !stated.has(theirs);
    return isOther ? [found] : [];
  });
}

/** Plain digits of the numbers that state something; numbers in words count as well. */
export function figuresOf(text: string): Set<string> {
  return new Set([...statedNumbers(text), ...spelledNumbers(text)].map(({ digits }) => digits));
}

function figure(word: string): string | null {
  const number = numberOf(word);
  return number === null ? null : plainNumber(number);
}

/** One `not` more on one side than on the other, and nearly every other word the same. */
function isOpposite(changes: readonly Change[], close: CloseReading | null): boolean {
  if (!close) return false;
  const { wanted, found } = negationsApart(close.laid, close.sentence, close.stretch);
  const others = changes.filter(({ kind }) => kind !== 'negation').length;
  return (wanted.length + found.length) % 2 === 1 && others <= MAX_WORDS_BESIDE_NEGATION;
}

/** In other words nothing is opposite; word for word it is, whatever way led to the place. Words that a sentence has for that. */
const MIN_ROW = 8;
/** Neighbours that a `not` tears apart, on either side of it, and one pair more. */
const TORN = 3;

/** A sentence that stands at a place word for word in one row, but for one `not`. */
export function oppositeAt(hit: Hit, sentence: string): Contradiction | null {
  const { source, place } = hit;
  const close = closeTo(source, place, sentence);
  if (!close || close.share < 1 || close.laid.wanted.length < MIN_ROW) return null;
  if (neighboursMet(close.laid) < close.laid.wanted.length - 1 - TORN) return null;
  return isOpposite([], close) ? { hit, shown: source.index.text.slice(place.start, place.end) } : null;
}
