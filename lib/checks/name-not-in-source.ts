// Looks up every proper name that the output states in all sources and in the question.
import { withoutCitations } from '@/lib/domain/anchor/anchor-inline';
import { isFunctionWord, lexeme } from '@/lib/domain/match/match-lexeme';
import { namesIn } from '@/lib/domain/match/match-names';
import { queryTokens } from '@/lib/domain/match/match-query';
import { indexSource } from '@/lib/domain/match/match-source';
import type { Check, CheckInput, Said } from './check';
import { claimWords, counted } from './claim-words';
import { evidenceSpace } from './evidence-space';

export const nameNotInSource: Check = {
  id: 'names',
  version: '1',
  codes: [
    {
      code: 'name_not_in_source',
      title: 'Name not in any source',
      severity: 'medium',
      explanation:
        'The output names a person, a company, a place or a product that no source and not the question mentions: it comes from outside of the sources or is made up.',
    },
  ],
  run(input: CheckInput): Said[] {
    const { sources, question } = evidenceSpace(input);
    if (sources.length === 0) return [];
    const indexes = [...sources.map(({ index }) => index), indexSource([{ page: null, text: question, words: null }])];
    const isKnown = (word: string) => indexes.some((index) => index.postings().has(word));
    return input.readings.flatMap(({ claim }) => {
      if (claim.kind !== 'sentence' || claim.state === 'exact' || claim.state === 'normalised') return [];
      const unknown = [...new Set(namesIn(withoutCitations(claim.text)).map(({ name }) => name))].filter((name) =>
        isMostlyUnknown(name, isKnown),
      );
      if (unknown.length === 0) return [];
      return [
        {
          code: 'name_not_in_source',
          claimId: claim.claimId,
          detail: `${claimWords(claim)} has ${counted(unknown.length, 'name')} that no source mentions: ${unknown.join(', ')}.`,
        },
      ];
    });
  },
};

/** A source may know the firm and not the person: a name counts as unknown when more than half of its words are. */
function isMostlyUnknown(name: string, isKnown: (word: string) => boolean): boolean {
  const words = queryTokens(name, () => 1).filter(({ word }) => !isFunctionWord(word));
  const unknown = words.filter(({ word }) => !isKnown(lexeme(word)) && !isKnown(word));
  return unknown.length * 2 > words.length;
}
