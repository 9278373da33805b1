// The sentences that come nearest to a claim which no source holds word for word: at most three, each one sentence, best first.
import { type Candidate, candidatesFor } from './anchor-candidate';
import { isGiven, type SearchSpace } from './anchor-hit';
import type { MarkTerm } from './mark-terms';
import { claimTerms, rankTerms, tellingTerms } from './rank-sentences';
import type { TextRange } from './anchor-source';
import { sentenceRanges } from './sentence-ranges';
import type { SourceIndex } from '@/lib/domain/match/match-source';

/** Stretches that are looked at sentence by sentence. With more of them the first places of labelled claims get no better. */
const STRETCHES = 8;
const SHOWN = 3;
/** Less than this of the claim's weight, or a single word of a longer claim, is there by chance. */
const MIN_COVERAGE = 0.08;
const MIN_SHARED = 2;
/** What the run was given wins over an equal sentence that it was not. */
const GIVEN = 1.02;

/** Where the words of the claim stand closest together, best first. */
export const stretchesFor = (space: SearchSpace, text: string): Candidate[] => candidatesFor(space, text, STRETCHES, MIN_COVERAGE);

export function candidateSentences({ weigh }: SearchSpace, text: string, stretches: readonly Candidate[]): Candidate[] {
  const claim = claimTerms(text, weigh);
  const seen = new Set<string>();
  const ranked = stretches.flatMap(({ source, range: stretch }) =>
    sentenceRanges(source.index, stretch).flatMap((range) => {
      const words = source.index.text.slice(range.start, range.end);
      // A passage and the document it was cut from give the same sentence: the first of them stands for both.
      const key = words.replace(/\s+/gu, ' ');
      if (seen.has(key)) return [];
      seen.add(key);
      const { score, coverage, shared } = rankTerms(claim, termsAt(source.index, range));
      return coverage < MIN_COVERAGE || shared < Math.min(MIN_SHARED, claim.terms.length)
        ? []
        : [{ source, range, coverage, worth: score * (isGiven(source, range) ? GIVEN : 1) }];
    }),
  );
  return ranked
    .sort((a, b) => b.worth - a.worth)
    .slice(0, SHOWN)
    .map(({ source, range, coverage }) => ({ source, range, coverage }));
}

/** Read once a sentence, however many claims come near it. */
const known = new WeakMap<SourceIndex, Map<string, MarkTerm[]>>();

function termsAt(index: SourceIndex, { start, end }: TextRange): MarkTerm[] {
  const sentences = known.get(index) ?? new Map<string, MarkTerm[]>();
  known.set(index, sentences);
  const key = `${start}-${end}`;
  const terms = sentences.get(key) ?? tellingTerms(index.text.slice(start, end));
  sentences.set(key, terms);
  return terms;
}
