// Finds sentences of which one part follows a source word for word while another, a clause of its own, stands in none.
import { candidatesFor } from '@/lib/domain/anchor/anchor-candidate';
import { type CloseReading, closeReading } from '@/lib/domain/anchor/anchor-close';
import { isFunctionWord } from '@/lib/domain/match/match-lexeme';
import type { Laid } from '@/lib/domain/match/match-lay';
import { queryTokens, type QueryToken } from '@/lib/domain/match/match-query';
import type { Check, CheckInput, Said } from './check';
import { claimWords, shorten } from './claim-words';
import { type EvidenceSpace, evidenceSpace } from './evidence-space';

export const clauseNotInSource: Check = {
  id: 'clause-not-in-source',
  version: '2',
  codes: [
    {
      code: 'clause_not_in_source',
      title: 'Clause not in any source',
      severity: 'low',
      explanation:
        'Part of the sentence follows a source word for word, but another part of it stands in no source: true words lend weight to an addition. Medium where most words of that part are in none at all.',
    },
  ],
  run(input: CheckInput): Said[] {
    const space = evidenceSpace(input);
    return input.readings.flatMap((reading): Said[] => {
      const close = closeReading(reading, space);
      const clause = close ? addedClause(close, space) : null;
      if (clause === null) return [];
      const { claim } = reading;
      const anchors = claim.anchors.length > 0 ? claim.anchors : claim.candidates.slice(0, 1);
      const detail = `${claimWords(claim)} follows a source, except for “${shorten(clause, 70)}”, which stands in none.`;
      const said: Said = { code: 'clause_not_in_source', claimId: claim.claimId, anchors, detail };
      return [isMostlyNew(clause, space) ? { ...said, severity: 'medium' } : said];
    });
  },
};

/** Words of content that a clause has at least. */
const MIN_CLAUSE = 4;
/** Words that the rest of the sentence has in one run with the source, and the share of it that they make. */
const [MIN_RUN, RUN_SHARE] = [6, 0.9];
/** From this share of its weight in one place of any source a clause is said there, in other words or another order. */
const SAID = 0.65;
/** From this share of its words of content in no source at all a clause is no free way to say what stands there. */
const MOSTLY_NEW = 0.6;
/** Words with which an answer speaks of its sources and of itself. */
const FRAME = new Set(
  'based given provided passage passages context text mentioned stated according note answer question example'.split(' '),
);

/** The longest run of the sentence without a partner, when no source says it and the rest stands in one word for word. */
export function addedClause({ laid, sentence }: CloseReading, space: EvidenceSpace): string | null {
  const run = longestRun(laid, askedWords(space));
  if (!run || run.content < MIN_CLAUSE) return null;
  const verbatim = Math.max(wordForWord(laid, 0, run.from), wordForWord(laid, run.to + 1, laid.wanted.length));
  if (verbatim < MIN_RUN || verbatim < RUN_SHARE * (laid.wanted.length - (run.to + 1 - run.from))) return null;
  const clause = sentence.slice(laid.wanted[run.from]?.start, laid.wanted[run.to]?.end);
  return (candidatesFor(space, clause, 1)[0]?.coverage ?? 0) >= SAID ? null : clause;
}

function isMostlyNew(clause: string, { sources }: EvidenceSpace): boolean {
  const words = queryTokens(clause, () => 1).filter(({ word }) => word.length > 1 && !isFunctionWord(word) && !FRAME.has(word));
  const isNew = ({ lexeme }: QueryToken) => sources.every(({ index }) => !index.postings().has(lexeme));
  return words.filter(isNew).length >= MOSTLY_NEW * words.length;
}

/** The longest stretch of words that follow each other in the source as well. */
function wordForWord({ partner }: Laid, from: number, to: number): number {
  let [longest, length] = [0, 0];
  for (let index = from; index < to; index++) {
    const at = partner[index] as number;
    length = at < 0 ? 0 : index > from && at === (partner[index - 1] as number) + 1 ? length + 1 : 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

interface Run {
  from: number;
  to: number;
  /** Words of content in it that have no partner. */
  content: number;
}

/** One word of content inside an addition may meet the source by chance; two in a row do not. */
function longestRun({ wanted, partner }: Laid, isAsked: (lexeme: string) => boolean): Run | null {
  const content = [...wanted.keys()].filter((index) => !isFunctionWord(wanted[index]?.word ?? ''));
  const isMet = (index: number) => (partner[index] as number) >= 0;
  let best: [number, number] | null = null;
  let start = 0;
  content.forEach((index, at) => {
    if (!isMet(index)) {
      if (!best || at - start > best[1] - best[0]) best = [start, at];
    } else if (start === at || at + 1 >= content.length || isMet(content[at + 1] as number) || isMet(content[at - 1] as number))
      start = at + 1;
  });
  if (!best) return null;
  const [first, last] = (best as [number, number]).map((at) => content[at] as number) as [number, number];
  // Words of grammar at the ends belong to the addition, whatever they met, unless they go on in a row with the words beside them.
  const goesOn = (a: number, b: number) => isMet(a) && isMet(b) && partner[b] === (partner[a] as number) + 1;
  const isFree = (index: number, isRow: boolean) =>
    index >= 0 && index < wanted.length && (!isMet(index) || (!isRow && isFunctionWord(wanted[index]?.word ?? '')));
  let [from, to] = [first === content[0] ? 0 : first, last === content.at(-1) ? wanted.length - 1 : last];
  while (isFree(from - 1, goesOn(from - 2, from - 1))) from--;
  while (isFree(to + 1, goesOn(to + 1, to + 2))) to++;
  const own = content.filter((index) => {
    const { word, lexeme } = wanted[index] as QueryToken;
    return index >= first && index <= last && !isMet(index) && word.length > 1 && !FRAME.has(word) && !isAsked(lexeme);
  });
  return { from, to, content: own.length };
}

/** What the question says, the answer may say again. */
function askedWords({ question }: EvidenceSpace): (lexeme: string) => boolean {
  const asked = new Set(queryTokens(question, () => 1).map(({ lexeme }) => lexeme));
  return (lexeme) => asked.has(lexeme);
}
