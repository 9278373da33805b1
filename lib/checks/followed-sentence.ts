// The source sentence that a claim follows, with the words of both laid along each other: what checks of changed words read.
import { candidatesFor, sentenceAround } from '@/lib/domain/anchor/anchor-candidate';
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import type { RunSource, TextRange } from '@/lib/domain/anchor/anchor-source';
import { isFunctionWord, isNegation } from '@/lib/domain/match/match-lexeme';
import { layBeside } from '@/lib/domain/match/match-lay';
import type { QueryToken } from '@/lib/domain/match/match-query';
import type { EvidenceSpace } from './evidence-space';

export interface Followed {
  source: RunSource;
  range: TextRange;
  /** The source sentence as written. */
  text: string;
  ours: readonly QueryToken[];
  theirs: readonly QueryToken[];
  /** For each token of the claim the token of the source that it stands on, or -1. Ascending; content words only. */
  on: readonly number[];
  /** Content words of the claim that stand on words of the source, in order, as a share of all of them. */
  share: number;
}

/** Below this share the claim speaks of something else, or in other words, and a word that differs means nothing. */
const FOLLOWS = 0.6;
const MIN_WORDS = 3;
/** Longer sentences than this are lists and tables. Tokens; the work is the product of both. */
const MAX_OURS = 90;
const MAX_THEIRS = 220;
const MIN_COVERAGE = 0.5;

const known = new WeakMap<ClaimReading, Followed | null>();

/** Null for claims that follow no sentence closely. A whole match follows too: it may be the part before an exception. */
export function followedSentence(reading: ClaimReading, space: EvidenceSpace): Followed | null {
  const found = known.get(reading);
  if (found !== undefined) return found;
  const made = read(reading, space);
  known.set(reading, made);
  return made;
}

function read({ claim, best }: ClaimReading, space: EvidenceSpace): Followed | null {
  const { text, kind } = claim;
  if (kind !== 'sentence' || text.length > MAX_OURS * 12) return null;
  const place = best
    ? { source: best.source, range: sentenceAround(best.source.index, best.place) }
    : candidatesFor(space, text, 1).find(({ coverage }) => coverage >= MIN_COVERAGE);
  if (!place) return null;
  const followed = layAlong(text, place.source.index.text.slice(place.range.start, place.range.end));
  return followed && followed.share >= FOLLOWS ? { ...followed, source: place.source, range: place.range } : null;
}

/** Lays the content words of one sentence along those of another, as many as can be; null where either is too short or too long to tell. */
export function layAlong(text: string, other: string): Omit<Followed, 'source' | 'range'> | null {
  const laid = layBeside(text, other, false, true);
  if (!laid || laid.wanted.length > MAX_OURS || laid.found.length > MAX_THEIRS) return null;
  const { wanted: ours, found: theirs } = laid;
  const content = ours.flatMap((token, at) => (isContent(token) ? at : []));
  if (content.length < MIN_WORDS) return null;
  const on = [...laid.partner].map((at, index) => (isContent(ours[index] as QueryToken) ? at : -1));
  const met = content.filter((at) => (on[at] as number) >= 0).length;
  return met < MIN_WORDS ? null : { text: other, ours, theirs, on, share: met / content.length };
}

export const isContent = ({ word }: QueryToken): boolean => !isFunctionWord(word) && !isNegation(word);

export interface Gap {
  from: number;
  to: number;
}

/**
 * The tokens of the source between the words that stand on the neighbours of tokens `from` to `to` (exclusive) of the claim.
 * Null where the nearest such neighbour on either side is further than `reach` tokens, or where the source has more between.
 */
export function gapBeside({ ours, theirs, on }: Pick<Followed, 'ours' | 'theirs' | 'on'>, { from, to }: Gap, reach = 4): Gap | null {
  let left = from - 1;
  while (left >= 0 && (on[left] as number) < 0) left--;
  let right = to;
  while (right < ours.length && (on[right] as number) < 0) right++;
  if (right >= ours.length || right - to > reach) return null;
  const end = on[right] as number;
  const start = left < 0 || from - left > reach + 1 ? Math.max(0, end - reach) : (on[left] as number) + 1;
  return end - start > reach + 2 || start > theirs.length ? null : { from: start, to: end };
}
