// Where the words of a claim stand closest together: the stretches in which its nearest sentences are looked for.
import { anchorsAt } from './anchor-place';
import { isGiven, type SearchSpace } from './anchor-hit';
import type { RunSource, TextRange } from './anchor-source';
import type { Anchor } from '@/lib/domain/evidence';
import { queryReader, type QueryToken } from '@/lib/domain/match/match-query';
import type { SourceIndex } from '@/lib/domain/match/match-source';
import { bestWindows, type TokenWindow } from '@/lib/domain/match/match-window';

export interface Candidate {
  source: RunSource;
  range: TextRange;
  coverage: number;
}

/** A stretch with less of the claim's weight is near it by chance. */
const BY_CHANCE = 0.2;
const MAX_SENTENCE = 400;

/** At most `limit` places over all sources, best first; those the run was given win ties. */
export function candidatesFor({ sources, weigh }: SearchSpace, text: string, limit = 3, minimum = BY_CHANCE): Candidate[] {
  const queryFor = queryReader(text, weigh);
  const found = sources.flatMap((source) => {
    const query = queryFor(source.index.hasDecimalComma);
    const windows = bestWindows(source.index, query, { size: windowSize(query), limit });
    return windows.flatMap((window) => {
      if (window.coverage < minimum) return [];
      const range = sentenceAround(source.index, windowRange(source.index, window));
      return [{ source, range, coverage: window.coverage, worth: window.coverage + (isGiven(source, range) ? 0.02 : 0) }];
    });
  });
  found.sort((a, b) => b.worth - a.worth);
  return withoutRepeats(found, limit);
}

/** Share of the claim's weight that its best stretch holds; 0 where that is chance. */
export function bestCoverage(stretches: readonly Candidate[]): number {
  const coverage = stretches[0]?.coverage ?? 0;
  return coverage >= BY_CHANCE ? coverage : 0;
}

export function candidateAnchors(candidates: readonly Candidate[]): Anchor[] {
  return candidates
    .slice(0, 3)
    .flatMap(({ source, range, coverage }) => anchorsAt(source, range, { score: coverage, origin: 'found', match: 'words' }))
    .slice(0, 3);
}

export const windowSize = (query: readonly QueryToken[]): number => Math.max(24, Math.ceil(query.length * 1.6));

export function windowRange({ folded, tokens }: SourceIndex, { from, to }: TokenWindow): TextRange {
  const { starts, ends } = folded();
  const { keyStarts, keyEnds } = tokens();
  return { start: starts[keyStarts[from] as number] as number, end: ends[(keyEnds[to - 1] as number) - 1] as number };
}

/** The range grown to whole sentences or lines, within reason and within one page. */
export function sentenceAround({ text, pages }: SourceIndex, { start, end }: TextRange): TextRange {
  const page = pages.find((one) => start >= one.start && start < one.end);
  const floor = Math.max(page?.start ?? 0, start - MAX_SENTENCE);
  const ceiling = Math.min(Math.max(page?.end ?? text.length, end), end + MAX_SENTENCE);
  const before = text.slice(floor, start);
  const lead = Math.max(
    ...[...before.matchAll(/[.!?。！？][)"'”’\]]*\s+|[。！？]|\n\s*\n|\n(?=[-*•|])/gu)].map((match) => match.index + match[0].length),
    -1,
  );
  const after = text.slice(end, ceiling);
  const isEnded = /[.!?。！？][)"'”’\]]*$/u.test(text.slice(Math.max(start, end - 4), end)) && /^(?:\s|$)/u.test(after);
  const stop = isEnded ? { index: 0, 0: '' } : /[.!?](?=[)"'”’\]]*(?:\s|$))[)"'”’\]]*|[。！？]|\n\s*\n|\n(?=[-*•|])/u.exec(after);
  const from = lead >= 0 ? floor + lead : floor === (page?.start ?? 0) ? floor : nextSpace(text, floor);
  return { start: Math.min(from, start), end: stop ? end + stop.index + stop[0].trimEnd().length : ceiling };
}

function nextSpace(text: string, at: number): number {
  const space = text.slice(at).search(/\s/u);
  return space < 0 ? at : at + space + 1;
}

/** A passage and the document it was cut from give the same sentence: the first of them stands for both. */
function withoutRepeats(candidates: readonly Candidate[], limit: number): Candidate[] {
  const first = new Map<string, Candidate>();
  for (const { source, range, coverage } of candidates) {
    if (first.size >= limit) break;
    const words = source.index.text.slice(range.start, range.end).replace(/\s+/gu, ' ').trim();
    if (!first.has(words)) first.set(words, { source, range, coverage });
  }
  return [...first.values()];
}
