// What is measured about one sentence of an answer against its context. Each figure is one that can be shown and said in words.
import { isRefusal } from '@/lib/domain/claim/claim-noise';
import { isNegation } from '@/lib/domain/match/match-lexeme';
import { recordFeatures } from './record-features';
import { gramsOf, type SupportContext } from './support-context';
import { type Word, wordsOf } from './support-words';
import { wordingOf } from './support-wording';

export type Features = Record<string, number>;

export interface AnswerSentence {
  text: string;
  words: Word[];
  /** Text between the line's start and the sentence: list marks. */
  lead: string;
}

/** Features of every sentence, in their order. `answer` is the whole output, `ranges` where its sentences stand. */
export function supportFeatures(context: SupportContext, answer: string, ranges: readonly [number, number][]): Features[] {
  const sentences = ranges.map(([start, end]): AnswerSentence => {
    const lineStart = answer.lastIndexOf('\n', start - 1) + 1;
    return { text: answer.slice(start, end), words: wordsOf(answer.slice(start, end)), lead: answer.slice(lineStart, start) };
  });
  const fresh = sentences.map(({ words }) => freshIn(words, context));
  const contentCount = sentences.map(({ words }) => words.filter(({ isContent }) => isContent).length);
  const allFresh = fresh.reduce((sum, list) => sum + list.length, 0);
  const allContent = Math.max(
    1,
    contentCount.reduce((sum, count) => sum + count, 0),
  );
  const answerRefuses = isRefusal(answer) ? 1 : 0;
  return sentences.map((sentence, index) => {
    const around = [index - 1, index + 1].filter((at) => sentences[at]);
    const aroundContent = Math.max(
      1,
      around.reduce((sum, at) => sum + (contentCount[at] ?? 0), 0),
    );
    return {
      ...newWords(sentence.words, fresh[index] ?? [], context),
      ...numbersAndNames(sentence, context),
      ...wordingOf(sentence, context.shape),
      ...phrases(sentence.words, context),
      ...windows(sentence, context),
      rest_new: allFresh / allContent,
      rest_other_new: (allFresh - (fresh[index]?.length ?? 0)) / Math.max(1, allContent - (contentCount[index] ?? 0)),
      near_new: around.reduce((sum, at) => sum + (fresh[at]?.length ?? 0), 0) / aroundContent,
      answer_refuses: answerRefuses,
      place_index: Math.min(index, 12),
      place_share: sentences.length > 1 ? index / (sentences.length - 1) : 0.5,
      place_last: index === sentences.length - 1 ? 1 : 0,
      place_count: Math.log(sentences.length),
      length_words: Math.log(1 + sentence.words.length),
      length_ratio: Math.log((1 + answer.length) / (1 + context.text.length)),
      length_context: Math.log(1 + context.words.length),
      is_record: context.shape === 'record' ? 1 : 0,
      is_article: context.shape === 'article' ? 1 : 0,
      ...recordFeatures(sentence.text, context),
    };
  });
}

/** Content words that neither context nor question has. */
export function freshIn(words: readonly Word[], { stems, asked }: SupportContext): Word[] {
  return words.filter(({ stem, isContent }) => isContent && !stems.has(stem) && !asked.has(stem));
}

function newWords(words: readonly Word[], fresh: readonly Word[], context: SupportContext): Features {
  const content = words.filter(({ isContent }) => isContent);
  const isFresh = new Set(fresh);
  let run = 0;
  let longest = 0;
  for (const word of words) {
    if (isFresh.has(word)) run++;
    else if (word.isContent) run = 0;
    longest = Math.max(longest, run);
  }
  const lengths = fresh.map(({ lower }) => lower.length).sort((a, b) => b - a);
  const weight = (list: readonly Word[]) => list.reduce((sum, { stem }) => sum + context.rarity(stem), 0);
  const echoed = content.filter(({ stem }) => context.asked.has(stem)).length;
  return {
    new_count: Math.log(1 + fresh.length),
    new_share: fresh.length / Math.max(1, content.length),
    new_weight: weight(fresh) / Math.max(0.1, weight(content)),
    new_longest: (lengths[0] ?? 0) / 10,
    new_second: (lengths[1] ?? 0) / 10,
    new_run: Math.min(longest, 6),
    asked_share: echoed / Math.max(1, content.length),
  };
}

function numbersAndNames({ text, words }: AnswerSentence, context: SupportContext): Features {
  const numbers = words.filter(({ isNumber, stem }, index) => isNumber && !isListNumber(words, index, stem));
  const absent = numbers.filter(({ stem }) => !context.numbers.has(stem) && !context.askedNumbers.has(stem));
  const unitless = numbers.filter(({ stem }, index) => context.numbers.has(stem) && !hasUnit(words, numbers[index] as Word, context));
  const names = words.filter(({ isCapital, isContent }, index) => isCapital && isContent && index > 0);
  const newNames = names.filter(({ stem }) => !context.stems.has(stem) && !context.asked.has(stem));
  const quotes = [...text.matchAll(/["“”]([^"“”]{8,300})["“”]/gu)].map(([, quote]) =>
    (quote as string).toLowerCase().replace(/[.,]$/u, ''),
  );
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

const isListNumber = (words: readonly Word[], index: number, stem: string): boolean =>
  /^(?:passages?|steps?|sources?)$/u.test(words[index - 1]?.lower ?? '') && stem.length < 3;

/** The word after a number is after the same number somewhere in the context. */
function hasUnit(words: readonly Word[], number: Word, { pairs }: SupportContext): boolean {
  const next = words[words.indexOf(number) + 1];
  return !next?.isContent || pairs.has(`${number.stem} ${next.stem} `);
}

function phrases(words: readonly Word[], context: SupportContext): Features {
  const content = words.filter(({ isContent }) => isContent);
  let pairs = 0;
  let triples = 0;
  let skips = 0;
  let copied = 0;
  let longest = 0;
  for (let index = 0; index < words.length; index++) {
    const [a, b, c] = [words[index]?.stem, words[index + 1]?.stem, words[index + 2]?.stem];
    const hasPair = b !== undefined && context.pairs.has(`${a} ${b} `);
    if (b !== undefined && !hasPair) pairs++;
    if (c !== undefined && !context.triples.has(`${a} ${b} ${c} `)) triples++;
    copied = hasPair ? copied + 1 : 0;
    longest = Math.max(longest, copied);
  }
  for (let index = 0; index + 2 < content.length; index++)
    if (!context.skips.has(`${content[index]?.stem} ${content[index + 2]?.stem}`)) skips++;
  const grams = [...gramsOf(words.map(({ raw }) => raw).join(' '))];
  return {
    pairs_absent: pairs / Math.max(1, words.length - 1),
    triples_absent: triples / Math.max(1, words.length - 2),
    skips_absent: skips / Math.max(1, content.length - 2),
    copied_run: Math.log(1 + longest),
    copied_share: longest / Math.max(1, words.length),
    grams_absent: grams.filter((gram) => !context.grams.has(gram)).length / Math.max(1, grams.length),
  };
}

function windows({ text, words }: AnswerSentence, context: SupportContext): Features {
  const wanted = new Map<string, number>();
  for (const { stem, isContent } of words) if (isContent && !context.asked.has(stem)) wanted.set(stem, context.rarity(stem));
  const all = new Map<string, number>();
  for (const { stem, isContent } of words) if (isContent) all.set(stem, context.rarity(stem));
  const best = bestWindow(all, context.sentences, 1);
  const two = bestWindow(all, context.sentences, 2);
  const three = bestWindow(all, context.sentences, 3);
  const unasked = bestWindow(wanted, context.sentences, 2);
  const covers = context.passages.map(({ stems }) => covered(all, (stem) => stems.has(stem)));
  const whole = covered(all, (stem) => context.stems.has(stem));
  const cited = Number(/\b(?:passages?|sources?|documents?)\s+#?(\d{1,2})\b/iu.exec(text)?.[1] ?? Number.NaN) - 1;
  const nearest = context.sentences[best.at] ?? [];
  const near = new Set(
    context.sentences.slice(Math.max(0, three.at), three.at + 3).flatMap((sentence) => sentence.map(({ stem }) => stem)),
  );
  const numbersAway = words.filter(({ isNumber, stem }) => isNumber && context.numbers.has(stem) && !near.has(stem)).length;
  const namesAway = words.filter(
    ({ isCapital, isContent, stem }, index) => index > 0 && isCapital && isContent && context.stems.has(stem) && !near.has(stem),
  ).length;
  const negates = words.some(({ lower }) => isNegation(lower.replace(/['’]/gu, '')));
  const sourceNegates = nearest.some(({ lower }) => isNegation(lower.replace(/['’]/gu, '')));
  const quantified = /\b(?:all|every|always|only|never|any|most|many|several|each|none)\b/iu.test(text);
  return {
    window_one: best.coverage,
    window_two: two.coverage,
    window_three: three.coverage,
    window_unasked: unasked.coverage,
    window_passage: Math.max(0, ...covers),
    window_outside: whole - three.coverage,
    window_whole: whole,
    window_numbers_away: Math.log(1 + numbersAway),
    window_names_away: Math.log(1 + namesAway),
    cites: Number.isNaN(cited) ? 0 : 1,
    cites_gap: Number.isNaN(cited) ? 0 : Math.max(0, ...covers) - (covers[cited] ?? 0),
    negates: negates ? 1 : 0,
    negation_differs: negates !== sourceNegates ? best.coverage : 0,
    quantified: quantified ? 1 : 0,
  };
}

function covered(wanted: ReadonlyMap<string, number>, has: (stem: string) => boolean): number {
  let [met, total] = [0, 0];
  for (const [stem, weight] of wanted) {
    total += weight;
    if (has(stem)) met += weight;
  }
  return total === 0 ? 1 : met / total;
}

/** The run of `size` sentences that holds most of what is wanted. Steps: sentences × words. */
function bestWindow(wanted: ReadonlyMap<string, number>, sentences: readonly Word[][], size: number): { coverage: number; at: number } {
  let total = 0;
  for (const weight of wanted.values()) total += weight;
  if (total === 0) return { coverage: 1, at: 0 };
  let best = { coverage: 0, at: 0 };
  for (let at = 0; at < sentences.length; at++) {
    const met = new Set<string>();
    let sum = 0;
    for (let offset = 0; offset < size; offset++) {
      for (const { stem } of sentences[at + offset] ?? []) {
        const weight = wanted.get(stem);
        if (weight === undefined || met.has(stem)) continue;
        met.add(stem);
        sum += weight;
      }
    }
    if (sum / total > best.coverage + 1e-12) best = { coverage: sum / total, at };
  }
  return best;
}
