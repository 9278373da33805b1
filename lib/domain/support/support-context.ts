// What the sentences of one answer are held against: the words, phrases and windows of everything that the model was given.
import { sentencesIn } from '@/lib/domain/claim/claim-sentence';
import { rarityIn } from './support-rarity';
import { type Word, wordsOf } from './support-words';

export interface SupportContext {
  /** passages: several texts · article: one text · record: structured data. */
  shape: 'passages' | 'article' | 'record' | 'none';
  text: string;
  lower: string;
  words: Word[];
  stems: ReadonlySet<string>;
  /** Content words of the question: many answers repeat it, so its words need no source. */
  question: readonly Word[];
  asked: ReadonlySet<string>;
  askedNumbers: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
  pairs: ReadonlySet<string>;
  triples: ReadonlySet<string>;
  /** Pairs with one word between. */
  skips: ReadonlySet<string>;
  grams: ReadonlySet<string>;
  sentences: readonly Word[][];
  /** Numbers of the sentences that hold a stem, ascending. */
  sentencesWith: ReadonlyMap<string, readonly number[]>;
  /** Stems of each passage. */
  passages: readonly ReadonlySet<string>[];
  /** How rare a stem is among the sentences: ln(1 + sentences / (sentences with it + ½)). */
  rarity: (stem: string) => number;
  /** How rare a stem is in prose at large, 0 … 1. */
  background: (stem: string) => number;
  /** Passages that may be records. */
  records: string[];
}

/** What is read of a context at the most; callers give the stretches that matter first. */
const MAX_SENTENCES = 4000;
const MAX_CHARS = 400_000;

/** `passages` are the texts that the model was given, in their order. Steps: linear in their length. */
export function supportContext(question: string, passages: readonly string[]): SupportContext {
  const text = passages.join('\n\n').slice(0, MAX_CHARS);
  const { sentences, sentencePassage } = sentencesOf(passages);
  const words = sentences.flat();
  const content = words.filter(({ isContent }) => isContent);
  const asked = wordsOf(question);
  const sentencesWith = postingsOf(sentences);
  const stems = new Set(words.map(({ stem }) => stem));
  const rarity = (stem: string) => Math.log(1 + sentences.length / ((sentencesWith.get(stem)?.length ?? 0) + 0.5));
  const rarest = Math.log(1 + sentences.length / 0.5);
  const records = passages.filter(looksLikeRecord);
  return {
    shape: passages.length === 0 ? 'none' : records.length === passages.length ? 'record' : passages.length === 1 ? 'article' : 'passages',
    text,
    lower: text.toLowerCase(),
    words,
    stems,
    question: asked.filter(({ isContent }) => isContent),
    asked: new Set(asked.map(({ stem }) => stem)),
    askedNumbers: new Set(asked.flatMap(({ isNumber, stem }) => (isNumber ? stem : []))),
    numbers: new Set(words.flatMap(({ isNumber, stem }) => (isNumber ? stem : []))),
    pairs: tuples(words, 2),
    triples: tuples(words, 3),
    skips: new Set(content.flatMap((word, index) => (content[index + 2] ? `${word.stem} ${content[index + 2]?.stem}` : []))),
    grams: gramsOf(text),
    sentences,
    sentencesWith,
    passages: passages.map(
      (_, index) => new Set(sentences.flatMap((sentence, at) => (sentencePassage[at] === index ? sentence.map(({ stem }) => stem) : []))),
    ),
    rarity,
    background: rarityIn(stems, (stem) => (rarest === 0 ? 1 : rarity(stem) / rarest)),
    records,
  };
}

function sentencesOf(passages: readonly string[]): { sentences: Word[][]; sentencePassage: number[] } {
  const sentences: Word[][] = [];
  const sentencePassage: number[] = [];
  let left = MAX_CHARS;
  passages.forEach((passage, index) => {
    for (const line of passage.slice(0, left).split(/\n+/u)) {
      for (const [from, to] of sentencesIn(line)) {
        if (sentences.length >= MAX_SENTENCES) return;
        const words = wordsOf(line.slice(from, to));
        if (words.length === 0) continue;
        sentences.push(words);
        sentencePassage.push(index);
      }
    }
    left = Math.max(0, left - passage.length);
  });
  return { sentences, sentencePassage };
}

function postingsOf(sentences: readonly Word[][]): Map<string, number[]> {
  const postings = new Map<string, number[]>();
  sentences.forEach((sentence, at) => {
    for (const { stem } of sentence) {
      const places = postings.get(stem);
      if (!places) postings.set(stem, [at]);
      else if (places.at(-1) !== at) places.push(at);
    }
  });
  return postings;
}

export function tuples(words: readonly Word[], length: number): Set<string> {
  const found = new Set<string>();
  for (let index = 0; index + length <= words.length; index++) {
    let key = '';
    for (let offset = 0; offset < length; offset++) key += `${words[index + offset]?.stem} `;
    found.add(key);
  }
  return found;
}

export function gramsOf(text: string): Set<string> {
  const flat = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
  const found = new Set<string>();
  for (let index = 0; index + 5 <= flat.length; index++) found.add(flat.slice(index, index + 5));
  return found;
}

/** What begins and ends like one; reading it shows. */
const looksLikeRecord = (passage: string): boolean => /^\s*(?:```\w*\s*)?[{[]/u.test(passage) && /[}\]][\s`]*$/u.test(passage.slice(-200));
