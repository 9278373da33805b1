// A sentence beside the one place that it follows nearly word for word: what changed there is a change, not another way to say it.
import { sentenceAround } from './anchor-candidate';
import { candidateSentences, stretchesFor } from './candidate-sentence';
import type { SearchSpace } from './anchor-hit';
import type { ClaimReading } from './anchor-reading';
import { withoutCitations } from './anchor-inline';
import type { RunSource, TextRange } from './anchor-source';
import { type Detail, detailsOf } from '@/lib/domain/match/match-details';
import { type Laid, layBeside, neighboursMet, sharedContent } from '@/lib/domain/match/match-lay';

export interface CloseReading {
  source: RunSource;
  /** The source's own sentence or line. */
  range: TextRange;
  sentence: string;
  stretch: string;
  laid: Laid;
  /** Share of the sentence's words of content that stand there in the same order. */
  share: number;
}

/** From this share on a sentence follows its source, so that a difference in a detail is one. */
const FOLLOWS = 0.7;

export const closeFollows = ({ share }: CloseReading): boolean => share >= FOLLOWS;

export function closeTo(source: RunSource, place: TextRange, sentence: string): CloseReading | null {
  const range = sentenceAround(source.index, place);
  const stretch = source.index.text.slice(range.start, range.end);
  const laid = layBeside(sentence, stretch, source.index.hasDecimalComma);
  return laid ? { source, range, sentence, stretch, laid, share: sharedContent(laid) } : null;
}

/** Numbers, dates and units that are others than the source's; empty where the sentence does not follow it closely. */
export function closeDetails(close: CloseReading | null): Detail[] {
  if (!close || !closeFollows(close)) return [];
  return detailsOf(close.sentence, close.stretch, close.laid, close.source.index.hasDecimalComma);
}

/** A longer text follows no sentence. */
const MAX_CHARS = 6000;
const known = new WeakMap<ClaimReading, CloseReading | null>();

/** The place that a sentence follows when it is no whole match, or null; made once a reading, for all checks. */
export function closeReading(reading: ClaimReading, space: SearchSpace): CloseReading | null {
  const made = known.get(reading);
  if (made !== undefined) return made;
  const close = read(reading, space);
  known.set(reading, close);
  return close;
}

function read({ claim, best }: ClaimReading, space: SearchSpace): CloseReading | null {
  const isWhole = claim.state === 'exact' || claim.state === 'normalised' || claim.state === 'no_source';
  if (isWhole || (claim.kind === 'field' && (typeof claim.value !== 'string' || best === null))) return null;
  if (claim.text.length > MAX_CHARS) return null;
  const sentence = withoutCitations(claim.text);
  if (best && best.match !== 'pieces') return closeTo(best.source, best.place, sentence);
  // Pieces know no order, and what is missing has no place: the candidate that shares most in order is the one it follows.
  const stretches = stretchesFor(space, sentence);
  const places = [...stretches.slice(0, 3), ...candidateSentences(space, sentence, stretches)];
  const laid = places.flatMap(({ source, range }) => closeTo(source, range, sentence) ?? []);
  const order = laid.map((one) => ({ one, runs: neighboursMet(one.laid) }));
  return (
    order.reduce<(typeof order)[number] | null>((closest, next) => (closest && closest.runs >= next.runs ? closest : next), null)?.one ??
    null
  );
}
