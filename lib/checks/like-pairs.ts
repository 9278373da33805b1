// Pairs of sentences that share nearly all of their words: found by their rare words, so that long answers cost little.
import { groupBy } from '@/lib/domain/group-by';
import type { Claim } from '@/lib/domain/evidence';
import { queryTokens } from '@/lib/domain/match/match-query';
import { isContent } from './followed-sentence';

const SHARED = 0.75;
const MIN_WORDS = 4;
const MAX_SENTENCES = 400;
const MAX_PAIRS = 600;
/** A word of more sentences than this leads to too many pairs. */
const MAX_GROUP = 24;

/** In the order of the answer; at most MAX_PAIRS of them. */
export function likePairs(sentences: readonly Claim[]): [Claim, Claim][] {
  const words = sentences.slice(0, MAX_SENTENCES).map(({ text }) => (text.length > 800 ? new Set<string>() : wordsIn(text)));
  const placed = words.flatMap((set, index) => [...set].map((word) => ({ word, index })));
  const groups = groupBy(
    placed,
    ({ word }) => word,
    ({ index }) => index,
  );
  const shared = new Map<number, number>();
  for (const group of groups.values()) {
    if (group.length > MAX_GROUP) continue;
    for (let a = 0; a < group.length; a++)
      for (let b = a + 1; b < group.length; b++) {
        const key = (group[a] as number) * MAX_SENTENCES + (group[b] as number);
        shared.set(key, (shared.get(key) ?? 0) + 1);
      }
  }
  const pairs: [Claim, Claim][] = [];
  for (const key of [...shared.keys()].sort((a, b) => a - b)) {
    const [a, b] = [Math.floor(key / MAX_SENTENCES), key % MAX_SENTENCES];
    const smaller = Math.min(words[a]?.size ?? 0, words[b]?.size ?? 0);
    if (smaller < MIN_WORDS || (shared.get(key) as number) < SHARED * smaller || pairs.length >= MAX_PAIRS) continue;
    pairs.push([sentences[a] as Claim, sentences[b] as Claim]);
  }
  return pairs;
}

function wordsIn(text: string): Set<string> {
  return new Set(queryTokens(text, () => 1).flatMap((token) => (isContent(token) && !token.isNumber ? token.lexeme : [])));
}
