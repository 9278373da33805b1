// Finds answers to another question than the one that was asked: about other years, or without nearly all that was asked for.
import { answerIn, questionIn } from '@/lib/domain/assemble/assemble-text';
import { type QueryToken, queryTokens } from '@/lib/domain/match/match-query';
import { askedWords } from './asked-answer';
import type { Check, CheckInput, Said } from './check';
import { shorten } from './claim-words';
import { isContent } from './followed-sentence';
import { refuses } from './refusal-words';

export const otherQuestion: Check = {
  id: 'other-question',
  version: '1',
  codes: [
    {
      code: 'answers_other_question',
      title: 'Other question answered',
      severity: 'medium',
      explanation:
        'The answer speaks of other years than the question, or has hardly a word of what was asked while it goes on at length about a subject of its own, which the finding names.',
    },
  ],
  run({ run }: CheckInput): Said[] {
    const output = run.facts.output === undefined ? null : answerIn(run.facts.output).value;
    const question = run.facts.input === undefined ? null : questionIn(run.facts.input).value;
    if (typeof output !== 'string' || typeof question !== 'string' || !standsAlone(question)) return [];
    const text = output.slice(0, MAX_ANSWER);
    if (refuses(text.slice(0, 600))) return [];
    const detail = otherYears(question, text) ?? otherSubject(question, text);
    return detail === null ? [] : [{ code: 'answers_other_question', detail }];
  },
};

const MAX_QUESTION = 1000;
const MAX_ANSWER = 20_000;
/** Words of the question that the answer has, by their first letters, and how much of each there must be to tell. */
const FEW_SHARE = 0.25;
const MIN_ASKED = 4;
const MIN_ANSWER = 15;
const PREFIX = 4;
/** Words of questions that answers do not repeat. */
const GENERAL = new Set(
  'get got do done make made take took work works use used need want help start good great business idea steps reason problem happen happens know think see mentioned'.split(
    ' ',
  ),
);

/** A question, not a remark, that needs no earlier turn to be understood. */
function standsAlone(question: string): boolean {
  if (question.length > MAX_QUESTION) return false;
  const asks =
    /[?？]|^\s*(?:what|which|who|when|where|why|how|list|name|is|are|does|do|did|has|was|were|can|welche|was|wer|wann|wie|qué|quel|combien|cuándo|cuál)(?!\p{L})/iu;
  const pointsBack =
    /\b(?:(?:this|that)(?!\s(?:\S+\s)?(?:report|document|filing|article|text|passage|page))|these|those|it|they|them|he|she|above|same|again|also|else|dies\w*|das|cela|eso|esto)\b/iu;
  return asks.test(question) && !pointsBack.test(question.split(/[?？]/u)[0] ?? '');
}

const YEAR = /(?<![\d.,$€£/])(?:FY\s?|fiscal (?:year )?)?((?:19|20)\d\d)(?![\d,]*\d)/giu;

/** Fiscal years and calendar years may be one apart, so a neighbour counts as the same there. */
function otherYears(question: string, answer: string): string | null {
  const years = (text: string) => [...new Set([...text.matchAll(YEAR)].map(([, year]) => Number(year)))];
  const [asked, given] = [years(question), years(answer)];
  const slack = /\b(?:FY|fiscal|Q[1-4])/iu.test(`${question} ${answer}`) ? 1 : 0;
  const isAnswered = asked.some((year) => given.some((other) => Math.abs(other - year) <= slack));
  if (asked.length === 0 || given.length === 0 || isAnswered) return null;
  return `The question is about ${asked.slice(0, 3).join(', ')}, but the answer speaks only of ${given.slice(0, 4).join(', ')}: “${shorten(answer)}”.`;
}

function otherSubject(question: string, answer: string): string | null {
  const asked = askedWords(question, () => 1).filter(({ isNumber, word }) => !isNumber && !GENERAL.has(word));
  const given = queryTokens(answer, () => 1).filter(isContent);
  if (new Set(asked.map(({ lexeme }) => lexeme)).size < MIN_ASKED || given.length < MIN_ANSWER) return null;
  const begins = ({ lexeme }: QueryToken) => lexeme.slice(0, PREFIX);
  const there = new Set(given.map(begins));
  const met = asked.filter((token) => there.has(begins(token)));
  if (met.length / asked.length > FEW_SHARE || isOtherScript(question, answer)) return null;
  const missing = [...new Set(asked.filter((token) => !met.includes(token)).map(({ word }) => word))].slice(0, 5);
  return `The question asks for ${missing.map((word) => `“${word}”`).join(', ')}, and none of it is in the answer, which speaks of ${subjectOf(answer, given)}: “${shorten(answer)}”.`;
}

/** The words that the answer comes back to most. */
function subjectOf(answer: string, given: readonly QueryToken[]): string {
  const counts = new Map<string, { count: number; words: string }>();
  for (const { lexeme, isNumber, start, end } of given) {
    if (isNumber || lexeme.length < 3) continue;
    const known = counts.get(lexeme);
    if (known) known.count++;
    else counts.set(lexeme, { count: 1, words: answer.slice(start, end) });
  }
  const most = [...counts.values()].sort((a, b) => b.count - a.count).slice(0, 3);
  return most.map(({ words }) => `“${words}”`).join(', ');
}

/** An answer in another language shares no words with its question. */
function isOtherScript(question: string, answer: string): boolean {
  const common = /(?<![\p{L}])(?:the|and|of|is|der|die|und|ist|le|les|des|est|el|los|las|que|es)(?![\p{L}])/giu;
  const kinds = (text: string) => new Set((text.toLowerCase().match(common) ?? []).map((word) => LANGUAGE[word] ?? ''));
  const [a, b] = [kinds(question), kinds(answer)];
  const isLatin = (text: string) => (text.match(/[a-z]/giu)?.length ?? 0) > text.length / 3;
  return isLatin(question) !== isLatin(answer) || (a.size > 0 && b.size > 0 && ![...a].some((language) => b.has(language)));
}

const LANGUAGE: Readonly<Record<string, string>> = {
  the: 'en',
  and: 'en',
  of: 'en',
  is: 'en',
  der: 'de',
  die: 'de',
  und: 'de',
  ist: 'de',
  le: 'fr',
  les: 'fr',
  des: 'fr',
  est: 'fr',
  el: 'es',
  los: 'es',
  las: 'es',
  que: 'es',
  es: 'es',
};
