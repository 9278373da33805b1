// Where a source looks as if it answers a question: one stretch that holds its words, the rare ones among them, and a piece of the kind
// that was asked for.
import { sentenceAround, windowRange } from '@/lib/domain/anchor/anchor-candidate';
import type { RunSource, TextRange } from '@/lib/domain/anchor/anchor-source';
import { sentencesIn } from '@/lib/domain/claim/claim-sentence';
import { datesIn } from '@/lib/domain/match/match-date';
import { queryTokens, type QueryToken } from '@/lib/domain/match/match-query';
import { spelledNumbers } from '@/lib/domain/match/match-number-words';
import { statedNumbers } from '@/lib/domain/match/match-stated-number';
import { bestWindows } from '@/lib/domain/match/match-window';
import type { EvidenceSpace } from './evidence-space';
import { isContent } from './followed-sentence';

export type AskedKind = 'amount' | 'time' | 'name' | null;

export interface AskedAnswer {
  source: RunSource;
  range: TextRange;
  /** Share of the question's words by weight. */
  coverage: number;
  /** Words of the question that stand there, rarest first. */
  met: string[];
  /** The piece of the kind that was asked for, as written; null where no kind was. */
  piece: string | null;
}

const AMOUNT =
  /(?<!\p{L})(?:how (?:much|many|long|old|big|large|tall|far|high|deep|heavy|often|fast)|what (?:is|was|are|were) the (?:\p{L}+ ){0,3}(?:cost|price|amount|number|total|percentage|percent|rate|salary|age|weight|height|length|distance|temperature|fee|limit|size|population)|what percent|wie ?viele?|wie (?:lange|hoch|oft|alt)|combien|cu[aá]nt[oa]s?)(?!\p{L})/iu;
const TIME =
  /(?<!\p{L})(?:when|what (?:year|date|day|time)|which (?:year|date|day)|since when|until when|wann|seit wann|quand|cu[aá]ndo)(?!\p{L})/iu;
const NAME =
  /(?<!\p{L})(?:who|whose|whom|which (?:company|person|country|city|state)|what (?:company|country|city|state) |where|wer|wem|wo|qui|où|qui[eé]n(?:es)?|d[oó]nde)(?!\p{L})/iu;

export function askedKind(question: string): AskedKind {
  return AMOUNT.test(question) ? 'amount' : TIME.test(question) ? 'time' : NAME.test(question) ? 'name' : null;
}

/** Words that ask, or tell how to answer. */
const ASKING = new Set(
  'what which who whom whose when where why how much many long please answer question give provide state explain tell find describe list show base based primarily according using response judgments information document passage context kind type thing way mean called different year end usd eur fy period filing report company currently exactly'.split(
    ' ',
  ),
);
/** A short stretch first: a long one that holds the same words says less exactly where. Tokens. */
const STRETCHES = [20, 60];
/** One word is met by chance. */
const MIN_WORDS = 2;

/** The sentences that ask, without how to answer; the whole text where none ends in a question mark. */
export function askedWords(question: string, weigh: EvidenceSpace['weigh']): QueryToken[] {
  const asked = question.match(/[^.?!？\n]{3,400}[?？]/gu)?.join(' ') ?? question;
  return queryTokens(asked.slice(0, 800).replace(/['’]s(?!\p{L})/gu, ''), weigh).filter(
    (token) => isContent(token) && !ASKING.has(token.word),
  );
}

/** The stretch with the largest share of what was asked, where that is `minCoverage` or more. */
export function askedAnswer({ sources, question, weigh }: EvidenceSpace, minCoverage: number): AskedAnswer | null {
  const asked = askedWords(question, weigh);
  if (asked.length < MIN_WORDS) return null;
  const kind = askedKind(question);
  for (const size of STRETCHES) {
    const found = sources.flatMap((source) => answersIn(source, asked, { kind, size, minCoverage }));
    const [best] = found.sort((a, b) => b.coverage - a.coverage);
    if (best) return best;
  }
  return null;
}

function answersIn(
  source: RunSource,
  asked: readonly QueryToken[],
  { kind, size, minCoverage }: { kind: AskedKind; size: number; minCoverage: number },
): AskedAnswer[] {
  return bestWindows(source.index, asked, { size, limit: 3 }).flatMap((window): AskedAnswer[] => {
    if (window.coverage < minCoverage) return [];
    const around = sentenceAround(source.index, windowRange(source.index, window));
    const { range, met } = tightest(source, around, asked, minCoverage);
    const text = source.index.text.slice(range.start, range.end);
    // A source that asks the same does not answer it.
    if (/[?？]["'”’)\]]*\s*$/u.test(text)) return [];
    const words = [...new Set(met.map(({ word }) => word))];
    const piece = pieceOf(kind, text, asked);
    if (words.length < MIN_WORDS || (kind !== null && piece === null)) return [];
    return [{ source, range, coverage: window.coverage, met: words, piece }];
  });
}

/** One sentence of the stretch where one holds enough; asked words that stand there, rarest first. */
function tightest(
  source: RunSource,
  around: TextRange,
  asked: readonly QueryToken[],
  minCoverage: number,
): { range: TextRange; met: QueryToken[] } {
  const { text } = source.index;
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  const places = [
    ...sentencesIn(text.slice(around.start, around.end)).map(([start, end]) => ({ start: around.start + start, end: around.start + end })),
    around,
  ];
  const read = places.map((range) => {
    const there = new Set(queryTokens(text.slice(range.start, range.end), () => 1).map(({ lexeme }) => lexeme));
    const met = asked.filter(({ lexeme }) => there.has(lexeme)).sort((a, b) => b.weight - a.weight);
    return { range, met, coverage: met.reduce((sum, { weight }) => sum + weight, 0) / total };
  });
  const enough = read.filter(({ coverage }) => coverage >= minCoverage).sort((a, b) => b.coverage - a.coverage);
  return enough[0] ?? (read.at(-1) as (typeof read)[number]);
}

/** A number, a date or a name of the text that the question does not have itself. */
function pieceOf(kind: AskedKind, text: string, asked: readonly QueryToken[]): string | null {
  if (kind === null) return null;
  const known = new Set(asked.map(({ word }) => word));
  if (kind === 'name') {
    const name = [...text.matchAll(/(?<=[\p{L}\p{N},;]\s)\p{Lu}[\p{L}.'’-]+(?:\s(?:of|de|van|von|the|\p{Lu}[\p{L}.'’-]+))*/gu)].find(
      ([word]) => queryTokens(word, () => 1).some((token) => !known.has(token.word)),
    );
    return name?.[0].replace(/[.,]$/u, '') ?? null;
  }
  const dates = datesIn(text).map(({ start, end }) => text.slice(start, end));
  const years = [...text.matchAll(/(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/gu)].map(([year]) => year);
  const times = [...text.matchAll(/(?<!\d)\d{1,2}(?::\d\d)?\s?[ap]\.?m\b/giu)].map(([time]) => time);
  const numbers = [...statedNumbers(text), ...spelledNumbers(text)].map(({ start, end }) => text.slice(start, end));
  const pieces = kind === 'time' ? [...dates, ...years, ...times, ...numbers] : numbers;
  return pieces.find((piece) => !queryTokens(piece, () => 1).some(({ word }) => known.has(word))) ?? null;
}
