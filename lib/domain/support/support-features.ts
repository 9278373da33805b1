// What is measured about one sentence of an answer against its context. Each figure is one that can be shown and said in words.
import { recordFeatures } from './record-features';
import { answerAround } from './support-answer';
import { clauses } from './support-clauses';
import type { SupportContext } from './support-context';
import { figuresAndNames } from './support-figures';
import { freshIn, newWords } from './support-new-words';
import { phrases } from './support-phrases';
import { windows } from './support-windows';
import { type Word, wordsOf } from './support-words';
import { itemFeatures } from './support-items';
import { wordingOf } from './support-wording';

export type Features = Record<string, number>;

export interface AnswerSentence {
  text: string;
  words: Word[];
  /** Text between the line's start and the sentence: list marks. */
  lead: string;
}

/** Nobody writes a sentence this long; of one made to take long its beginning is measured. Characters. */
const MAX_CHARS = 10_000;
const MAX_LEAD = 40;

/** Features of every sentence, in their order. `answer` is the whole output, `ranges` where its sentences stand. */
export function supportFeatures(context: SupportContext, answer: string, ranges: readonly [number, number][]): Features[] {
  const sentences = ranges.map(([start, end]) => {
    const lineStart = Math.max(answer.lastIndexOf('\n', start - 1) + 1, start - MAX_LEAD);
    const text = answer.slice(start, Math.min(end, start + MAX_CHARS));
    const { features, read } = recordFeatures(text, context);
    return { text, words: wordsOf(text).map((word) => asRead(word, read)), lead: answer.slice(lineStart, start), record: features };
  });
  const around = answerAround(context, answer, sentences);
  return sentences.map((sentence, index) => ({
    ...newWords(sentence.words, freshIn(sentence.words, context), context),
    ...figuresAndNames(sentence, context),
    ...wordingOf(sentence, context.shape),
    ...phrases(sentence.words, context),
    ...windows(sentence, context),
    ...clauses(sentence.text, context),
    ...around[index],
    ...itemFeatures(sentence.text, context),
    ...sentence.record,
  }));
}

/** `7 AM` is not new where the record says `7:0`, and neither is what was compared and found to differ: that is counted elsewhere. */
const asRead = (word: Word, read: readonly [number, number][]): Word =>
  read.some(([start, end]) => word.at >= start && word.at < end) ? { ...word, isContent: false, isNumber: false } : word;
