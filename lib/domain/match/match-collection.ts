// How much a word tells among the sources of one run: rare words tell much, words that are everywhere little.
import { queryTokens, type Weigh } from './match-query';
import type { SourceIndex } from './match-source';

const ASKED = 0.25;
/** With more sources than this, the words of all of them are counted once: asking each source for each word took a minute in a run of 100,000 steps. */
const COUNTED_FROM = 200;

/** How often a word stands in all of the sources together. */
export function countIn(sources: readonly SourceIndex[]): (lexeme: string) => number {
  if (sources.length < COUNTED_FROM)
    return (lexeme) => sources.reduce((sum, source) => sum + (source.postings().get(lexeme)?.length ?? 0), 0);
  let counts: Map<string, number> | undefined;
  return (lexeme) => {
    counts ??= countAll(sources);
    return counts.get(lexeme) ?? 0;
  };
}

function countAll(sources: readonly SourceIndex[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const source of sources)
    for (const [lexeme, places] of source.postings()) counts.set(lexeme, (counts.get(lexeme) ?? 0) + places.length);
  return counts;
}

/**
 * In [0, 1]: 1 for a word that is in no source. Words of the question tell little, because every answer repeats them. Counts are
 * looked up, so it costs nothing per source beyond its postings.
 */
export function weighIn(sources: readonly SourceIndex[], question = ''): Weigh {
  const asked = new Set(queryTokens(question, () => 1).map(({ lexeme }) => lexeme));
  const total = sources.reduce((sum, source) => sum + source.tokens().count, 0);
  const top = Math.log(1 + Math.max(total, 1));
  const countOf = countIn(sources);
  const known = new Map<string, number>();
  return (lexeme) => {
    let weight = known.get(lexeme);
    if (weight === undefined) {
      weight = (Math.log(1 + total / (1 + countOf(lexeme))) / top) * (asked.has(lexeme) ? ASKED : 1);
      known.set(lexeme, weight);
    }
    return weight;
  };
}
