// Whether two answers are the same: a stated rule that anybody can check, not a judgement of meaning.
import { stableJson } from '@/lib/domain/stable-json';
import type { Json } from '@/lib/domain/run/run';
import { contentWords } from './content-words';
import { normalisedInput } from './input-signature';

export type AnswerLikeness = 'same' | 'near' | 'different';

/** Nine of ten different words in common (Jaccard). */
const NEAR_WORDS = 0.9;
const WORDS = 4_000;
const NUMBER = /\p{N}+(?:[.,:/-]\p{N}+)*/gu;
const NEGATION =
  /(?:^|[^\p{L}])(not|no|never|none|without|cannot|\p{L}+n['’]t|nicht|kein\p{L}*|nie|ohne|ne|pas|jamais|sans|nunca|sin|не|нет|لا|ليس|لم|لن|غير)(?![\p{L}])|[不没沒无無非]|ない|ません/giu;

/** The rule in words, for screens and exports. */
export const SAME_ANSWER_RULE =
  'Two answers count as the same when their text is the same apart from case, space and punctuation (structured output: the same JSON), or when nine of ten words, all numbers and all negations are the same.';

/**
 * `same`: equal JSON, or texts equal apart from case, space and punctuation. `near`: at least nine of ten words in common, the same
 * numbers and as many negations. Structured output is never `near`: one other value is another answer. No answer is an answer.
 */
export function answerLikeness(left: Json, right: Json): AnswerLikeness {
  if (typeof left !== 'string' || typeof right !== 'string') return stableJson(left) === stableJson(right) ? 'same' : 'different';
  if (normalisedInput(left) === normalisedInput(right) && isSameList(numbersOf(left), numbersOf(right))) return 'same';
  const isNear =
    jaccard(new Set(contentWords(left, WORDS)), new Set(contentWords(right, WORDS))) >= NEAR_WORDS &&
    isSameList(numbersOf(left), numbersOf(right)) &&
    count(left, NEGATION) === count(right, NEGATION);
  return isNear ? 'near' : 'different';
}

/** A stored output as it was: text that is JSON of an object or a list is compared as that. */
export function answerOf(text: string): Json {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function numbersOf(text: string): string[] {
  return [...text.normalize('NFKC').matchAll(NUMBER)].map(([number]) => number).sort();
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((entry, place) => entry === right[place]);
}

function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let both = 0;
  for (const word of left) if (right.has(word)) both++;
  const all = left.size + right.size - both;
  return all === 0 ? 0 : both / all;
}
