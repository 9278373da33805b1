// Looks up every proper name that the output states in all sources and in the question.
import { withoutCitations } from '@/lib/domain/anchor/anchor-inline';
import { isFunctionWord, lexeme } from '@/lib/domain/match/match-lexeme';
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
      const unknown = namesIn(withoutCitations(claim.text)).filter((name) => isMostlyUnknown(name, isKnown));
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

/** Words of German, whose common nouns have capitals too: there a capital tells nothing. */
const GERMAN = /\b(?:der|die|das|und|nicht|ist|ein|eine|mit|für|von|wird)\b/giu;
const CAPITALISED =
  /(?<![\p{L}\p{N}'’-])\p{Lu}[\p{L}\p{M}'’&.-]*(?:\s(?:(?:of|the|de|van|von|der|du|la|and|&)\s)?\p{Lu}[\p{L}\p{M}'’&.-]*)*/gu;
/** Months, weekdays, and what answers speak of themselves with. */
const COMMON = new Set(
  `january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday passage passages
source sources step note tip overall additionally however therefore finally also first second third i ok yes no pm am please here there it they we you he she`.split(
    /\s+/u,
  ),
);

/** Runs of capitalised words; the first word of a sentence counts only as part of a longer name. */
export function namesIn(text: string): string[] {
  if ((text.match(GERMAN)?.length ?? 0) >= 2) return [];
  const names: string[] = [];
  for (const match of text.matchAll(CAPITALISED)) {
    const words = match[0].replace(/[.'’-]+$/u, '').split(/\s+/u);
    const opens = /(?:^|[.!?:*"“”|]\s*)$/u.test(text.slice(0, match.index)) || match.index === 0;
    const kept = opens && (words.length === 1 || isOrdinary(words[0] as string)) ? words.slice(1) : words;
    const content = kept.filter((word) => !isOrdinary(word));
    if (content.length > 0 && /\p{L}{2}/u.test(content.join(''))) names.push(kept.join(' '));
  }
  return [...new Set(names)];
}

function isOrdinary(word: string): boolean {
  const plain = word.toLowerCase().replace(/[^\p{L}]/gu, '');
  return COMMON.has(plain) || isFunctionWord(plain);
}
