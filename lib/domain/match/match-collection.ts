// How much a word tells among the sources of one run: rare words tell much, words that are everywhere little.
import { queryTokens, type Weigh } from './match-query';
import type { SourceIndex } from './match-source';

const ASKED = 0.25;

/**
 * In [0, 1]: 1 for a word that is in no source. Words of the question tell little, because every answer repeats them. Counts are
 * looked up, so it costs nothing per source beyond its postings.
 */
export function weighIn(sources: readonly SourceIndex[], question = ''): Weigh {
  const asked = new Set(queryTokens(question, () => 1).map(({ lexeme }) => lexeme));
  const total = sources.reduce((sum, source) => sum + source.tokens().count, 0);
  const top = Math.log(1 + Math.max(total, 1));
  const known = new Map<string, number>();
  return (lexeme) => {
    let weight = known.get(lexeme);
    if (weight === undefined) {
      const count = sources.reduce((sum, source) => sum + (source.postings().get(lexeme)?.length ?? 0), 0);
      weight = (Math.log(1 + total / (1 + count)) / top) * (asked.has(lexeme) ? ASKED : 1);
      known.set(lexeme, weight);
    }
    return weight;
  };
}
