// What users ask in generated runs and what comes back: recurring questions with small differences, answers out of passages and beside them.
import type { Corpus, CorpusDocument, CorpusPassage } from './corpus';
import { textAt, versionAt } from './corpus';
import type { Random } from './random';

export interface Asked {
  document: CorpusDocument;
  question: string;
  isRecurring: boolean;
  retrieved: { passage: CorpusPassage; text: string; version: number; score: number }[];
}

export interface AnswerSentence {
  text: string;
  /** Of the passage that it repeats, in `retrieved`; null for one that no passage has. */
  from: number | null;
}

export function ask(corpus: Corpus, from: Random, share: number): Asked {
  const document = corpus.draw(from);
  const isRecurring = from.chance(0.45);
  const question = isRecurring
    ? varied(from.pick(document.questions), document, from)
    : `${document.language.sentence(from, 6 + from.below(18)).replace(/[.。]$/u, '')}?`;
  const version = versionAt(document, share);
  const start = isRecurring ? hashOf(question.slice(0, 12)) % document.passages.length : from.below(document.passages.length);
  const retrieved = Array.from({ length: 2 + from.below(2) }, (_, rank) => {
    const own = rank < 2 || from.chance(0.6);
    const home = own ? document : corpus.draw(from);
    const passage = home.passages[(own ? start + rank : from.below(home.passages.length)) % home.passages.length] as CorpusPassage;
    const inForce = own ? version : versionAt(home, share);
    return { passage, text: textAt(passage, inForce), version: inForce, score: round(0.92 - rank * 0.08 - from.next() * 0.1) };
  });
  return { document, question, isRecurring, retrieved: distinct(retrieved) };
}

/** `faithfulness` is the share of sentences that repeat a passage word by word. */
export function answer({ document, retrieved }: Asked, from: Random, faithfulness: number): AnswerSentence[] {
  return Array.from({ length: 1 + from.below(3) }, (): AnswerSentence => {
    const source = from.below(Math.min(2, retrieved.length));
    const sentences = (retrieved[source]?.text ?? '').match(/[^.。]+[.。]/gu) ?? [];
    const repeated = sentences.length > 0 ? (from.pick(sentences) ?? '').trim() : '';
    if (repeated !== '' && from.chance(faithfulness)) return { text: repeated, from: source };
    return { text: document.language.sentence(from, 8 + from.below(14)), from: null };
  });
}

/** Seven of ten times as it is; else with a word more, a word less or a stop instead of the question mark. */
function varied(question: string, { language }: CorpusDocument, from: Random): string {
  if (from.chance(0.7)) return question;
  const kind = from.below(3);
  if (kind === 0)
    return `${question.slice(0, -1)}${language.name === 'chinese' || language.name === 'japanese' ? '' : ' '}${language.word(from)}?`;
  if (kind === 1) return question.replace(/^\S+\s/u, '');
  return question.replace(/\?$/u, ' ?');
}

function distinct<T extends { passage: CorpusPassage }>(list: readonly T[]): T[] {
  return list.filter(({ passage }, index) => list.findIndex((other) => other.passage.id === passage.id) === index);
}

function hashOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
