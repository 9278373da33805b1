// Numbers, names and quotations of a sentence, and which of them the context lacks.
import type { SupportContext } from './support-context';
import type { AnswerSentence, Features } from './support-features';
import type { Word } from './support-words';

const QUOTED = /["“”]([^"“”]{8,300})["“”]/gu;

export function figuresAndNames({ text, words }: AnswerSentence, context: SupportContext): Features {
  const { numbers, absent, names, newNames } = figuresOf(words, context);
  const isNumber = new Set(numbers);
  const unitless = words.filter(
    (word, index) => isNumber.has(word) && context.numbers.has(word.stem) && !hasUnit(word, words[index + 1], context),
  );
  const quotes = [...text.matchAll(QUOTED)].map(([, quote]) => (quote as string).toLowerCase().replace(/[.,]$/u, ''));
  const flat = quotes.length > 0 ? context.lower.replace(/\s+/gu, ' ') : '';
  return {
    numbers: Math.log(1 + numbers.length),
    numbers_absent: Math.log(1 + absent.length),
    numbers_absent_share: absent.length / Math.max(1, numbers.length),
    numbers_unit_absent: Math.log(1 + unitless.length),
    names: Math.log(1 + names.length),
    names_absent: Math.log(1 + newNames.length),
    names_absent_share: newNames.length / Math.max(1, names.length),
    quotes: quotes.length > 0 ? 1 : 0,
    quotes_absent: quotes.filter((quote) => !flat.includes(quote.replace(/\s+/gu, ' '))).length,
  };
}

export interface Figures {
  numbers: Word[];
  /** Numbers that neither context nor question has. */
  absent: Word[];
  names: Word[];
  newNames: Word[];
}

export function figuresOf(words: readonly Word[], context: SupportContext): Figures {
  const numbers = words.filter(({ isNumber, stem }, index) => isNumber && !isListNumber(words, index, stem));
  const names = words.filter(({ isCapital, isContent }, index) => isCapital && isContent && index > 0);
  return {
    numbers,
    absent: numbers.filter(({ stem }) => !context.numbers.has(stem) && !context.askedNumbers.has(stem)),
    names,
    newNames: names.filter(({ stem }) => !context.stems.has(stem) && !context.asked.has(stem)),
  };
}

const isListNumber = (words: readonly Word[], index: number, stem: string): boolean =>
  /^(?:passages?|steps?|sources?)$/u.test(words[index - 1]?.lower ?? '') && stem.length < 3;

/** The word after a number is after the same number somewhere in the context. */
const hasUnit = (number: Word, next: Word | undefined, { pairs }: SupportContext): boolean =>
  !next?.isContent || pairs.has(`${number.stem} ${next.stem} `);
