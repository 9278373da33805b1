// One searchable source: the pages of a document, or one passage, joined to a text with everything that matching needs to know
// about it. Each part is made at its first use and kept, so a document is read once however many claims point into it.
import { datesIn, type DateMention } from './match-date';
import { type Folded, foldText } from './match-fold';
import { type Ungapped, ungapped } from './match-grouped';
import { lexeme } from './match-lexeme';
import { numbersIn, type NumberMention, plainNumber } from './match-number';
import { type Tokens, tokenise } from './match-tokens';
import type { PlacedWord } from '@/lib/domain/text-layer';

export interface SourcePage {
  page: number | null;
  text: string;
  words: PlacedWord[] | null;
}

/** Where a page stands in the joined text. */
export interface PlacedPage {
  page: number | null;
  start: number;
  end: number;
  words: PlacedWord[] | null;
}

/** What reading a source has cost so far, in units of text, words and comparisons: told by counting, not by a clock. */
export interface Meter {
  steps: number;
}

export interface SourceIndex {
  meter: Meter;
  text: string;
  pages: PlacedPage[];
  /** Whether numbers are written `1.875,50` here rather than `1,875.50`. */
  hasDecimalComma: boolean;
  folded: () => Folded;
  /** The folded text without gaps between numbers, for identifiers written in groups. */
  ungapped: () => Ungapped;
  tokens: () => Tokens;
  /** Token numbers at which each lexeme stands, ascending. */
  postings: () => ReadonlyMap<string, number[]>;
  numbers: () => readonly NumberMention[];
  /** Numbers by their plain digits, with and without their scale: `2.4 billion` is under `2.4` and `2400000000`. */
  numbersByDigits: () => ReadonlyMap<string, NumberMention[]>;
  dates: () => readonly DateMention[];
  /** Dates by ISO form, both readings where the order of day and month is unknown. */
  datesByIso: () => ReadonlyMap<string, DateMention[]>;
}

const HABIT_SAMPLE_CHARS = 400_000;

export function indexSource(sourcePages: readonly SourcePage[], meter: Meter = { steps: 0 }): SourceIndex {
  const pages: PlacedPage[] = [];
  let start = 0;
  for (const { page, text, words } of sourcePages) {
    pages.push({ page, start, end: start + text.length, words });
    start += text.length + 1;
  }
  const text = sourcePages.map((page) => page.text).join('\n');
  const hasDecimalComma = usesDecimalComma(text);
  const counted = <T>(steps: () => number, make: () => T) =>
    once(() => {
      meter.steps += steps();
      return make();
    });
  const length = () => text.length;
  const folded = counted(length, () => foldText(text, hasDecimalComma));
  const tokens = counted(
    () => folded().key.length,
    () => tokenise(text, folded()),
  );
  const numbers = counted(length, () => numbersIn(text, hasDecimalComma));
  const dates = counted(length, () => datesIn(text));
  return {
    meter,
    text,
    pages,
    hasDecimalComma,
    folded,
    ungapped: counted(length, () => ungapped(folded())),
    tokens,
    numbers,
    dates,
    postings: counted(
      () => tokens().count,
      () => postingsOf(folded(), tokens()),
    ),
    numbersByDigits: once(() =>
      grouped(numbers(), ({ digits, scale, value }) => (scale === 1 ? [digits] : [digits, plainNumber(value * scale)])),
    ),
    datesByIso: once(() => grouped(dates(), ({ iso, alternative }) => (alternative ? [iso, alternative] : [iso]))),
  };
}

export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function grouped<T>(mentions: readonly T[], keys: (mention: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const mention of mentions) {
    for (const key of keys(mention)) {
      const group = groups.get(key);
      if (group) group.push(mention);
      else groups.set(key, [mention]);
    }
  }
  return groups;
}

/** Text of token `index`, folded. */
export function tokenText(folded: Folded, tokens: Tokens, index: number): string {
  return folded.key.slice(tokens.keyStarts[index], tokens.keyEnds[index]);
}

function postingsOf(folded: Folded, tokens: Tokens): Map<string, number[]> {
  const postings = new Map<string, number[]>();
  for (let index = 0; index < tokens.count; index++) {
    const word = lexeme(tokenText(folded, tokens, index));
    const places = postings.get(word);
    if (places) places.push(index);
    else postings.set(word, [index]);
  }
  return postings;
}

/** Counts amounts that only one habit can write: `12,50` and `1.234,5` against `12.50` and `1,234.5`. Dates are left out. */
function usesDecimalComma(text: string): boolean {
  const sample = text.slice(0, HABIT_SAMPLE_CHARS);
  const commas = sample.match(/(?<![\d.,])\d{1,3}(?:[.'\u00a0\u202f ]?\d{3})*,\d{1,2}(?![\d.,]*\d)/gu)?.length ?? 0;
  const dots = sample.match(/(?<![\d.,])\d{1,3}(?:[,'\u00a0\u202f ]?\d{3})*\.\d{1,2}(?![\d.,]*\d)/gu)?.length ?? 0;
  return commas > dots;
}
