// What the sentences of one answer are held against: the words, phrases and windows of everything that the model was given.
import { sentencesIn } from '@/lib/domain/claim/claim-sentence';
import { type Word, wordsOf } from './support-words';

export interface ContextPassage {
  /** Content stems of the passage. */
  stems: ReadonlySet<string>;
}

export interface SupportContext {
  /** passages: several texts · article: one text · record: structured data. */
  shape: 'passages' | 'article' | 'record' | 'none';
  text: string;
  lower: string;
  words: Word[];
  stems: ReadonlySet<string>;
  /** Stems of the question: many answers repeat it, so its words need no source. */
  asked: ReadonlySet<string>;
  askedNumbers: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
  pairs: ReadonlySet<string>;
  triples: ReadonlySet<string>;
  /** Pairs with one word between. */
  skips: ReadonlySet<string>;
  grams: ReadonlySet<string>;
  sentences: Word[][];
  /** Index of the passage that each sentence stands in. */
  sentencePassage: number[];
  passages: ContextPassage[];
  /** How rare a stem is among the sentences: ln(1 + sentences / (sentences with it + ½)). */
  rarity: (stem: string) => number;
  /** The parsed record, when the context is one. */
  record: Record<string, unknown> | null;
}

const MAX_SENTENCES = 4000;

/** `passages` are the texts that the model was given, in their order. */
export function supportContext(question: string, passages: readonly string[]): SupportContext {
  const text = passages.join('\n\n');
  const sentences: Word[][] = [];
  const sentencePassage: number[] = [];
  passages.forEach((passage, index) => {
    for (const line of passage.split(/\n+/u)) {
      for (const [from, to] of sentencesIn(line)) {
        if (sentences.length >= MAX_SENTENCES) return;
        const words = wordsOf(line.slice(from, to));
        if (words.length === 0) continue;
        sentences.push(words);
        sentencePassage.push(index);
      }
    }
  });
  const words = sentences.flat();
  const asked = wordsOf(question);
  const frequency = new Map<string, number>();
  for (const sentence of sentences)
    for (const stem of new Set(sentence.map((word) => word.stem))) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  const record = recordIn(passages);
  const content = words.filter(({ isContent }) => isContent);
  return {
    shape: passages.length === 0 ? 'none' : record ? 'record' : passages.length === 1 ? 'article' : 'passages',
    text,
    lower: text.toLowerCase(),
    words,
    stems: new Set(words.map(({ stem }) => stem)),
    asked: new Set(asked.map(({ stem }) => stem)),
    askedNumbers: new Set(asked.flatMap(({ isNumber, stem }) => (isNumber ? stem : []))),
    numbers: new Set(words.flatMap(({ isNumber, stem }) => (isNumber ? stem : []))),
    pairs: tuples(words, 2),
    triples: tuples(words, 3),
    skips: new Set(content.flatMap((word, index) => (content[index + 2] ? `${word.stem} ${content[index + 2]?.stem}` : []))),
    grams: gramsOf(text),
    sentences,
    sentencePassage,
    passages: passages.map((_, index) => ({
      stems: new Set(sentences.flatMap((sentence, at) => (sentencePassage[at] === index ? sentence.map(({ stem }) => stem) : []))),
    })),
    rarity: (stem) => Math.log(1 + sentences.length / ((frequency.get(stem) ?? 0) + 0.5)),
    record,
  };
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

function recordIn(passages: readonly string[]): Record<string, unknown> | null {
  const [only] = passages;
  if (passages.length !== 1 || !only?.trimStart().startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(only);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
