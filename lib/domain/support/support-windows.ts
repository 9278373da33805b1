// How well one place of the context bears a sentence out, and what of the sentence stands elsewhere or nowhere.
import { isNegation } from '@/lib/domain/match/match-lexeme';
import type { SupportContext } from './support-context';
import type { AnswerSentence, Features } from './support-features';
import { bestWindow, covered } from './support-window';
import type { Word } from './support-words';

export function windows({ text, words }: AnswerSentence, context: SupportContext): Features {
  const all = weights(words, context.rarity);
  const unasked = new Map([...all].filter(([stem]) => !context.asked.has(stem)));
  const byBackground = weights(words, context.background);
  const [one, two, three] = [bestWindow(all, context, 1), bestWindow(all, context, 2), bestWindow(all, context, 3)];
  const wide = bestWindow(byBackground, context, 3);
  const covers = context.passages.map((stems) => covered(all, (stem) => stems.has(stem)));
  const whole = covered(all, (stem) => context.stems.has(stem));
  const near = stemsAt(context, three.at);
  const nearWide = stemsAt(context, wide.at);
  const missed = [...byBackground]
    .filter(([stem]) => !nearWide.has(stem))
    .map(([, rarity]) => rarity)
    .sort((a, b) => b - a);
  return {
    window_one: one.coverage,
    window_two: two.coverage,
    window_three: three.coverage,
    window_unasked: bestWindow(unasked, context, 2).coverage,
    window_passage: Math.max(0, ...covers),
    window_outside: whole - three.coverage,
    window_whole: whole,
    window_numbers_away: Math.log(
      1 + words.filter(({ isNumber, stem }) => isNumber && context.numbers.has(stem) && !near.has(stem)).length,
    ),
    window_names_away: Math.log(1 + words.filter((word, index) => index > 0 && isNameAway(word, context, near)).length),
    window_common_one: bestWindow(byBackground, context, 1).coverage,
    window_common_three: wide.coverage,
    window_missed: missed[0] ?? 0,
    window_missed_second: missed[1] ?? 0,
    window_missed_third: missed[2] ?? 0,
    ...citations(text, covers),
    ...polarity(text, words, context.sentences[one.at] ?? [], one.coverage),
  };
}

function weights(words: readonly Word[], rarity: (stem: string) => number): Map<string, number> {
  return new Map(words.flatMap(({ stem, isContent }): [string, number][] => (isContent ? [[stem, rarity(stem)]] : [])));
}

const stemsAt = ({ sentences }: SupportContext, at: number): ReadonlySet<string> =>
  new Set(sentences.slice(at, at + 3).flatMap((sentence) => sentence.map(({ stem }) => stem)));

const isNameAway = ({ isCapital, isContent, stem }: Word, { stems }: SupportContext, near: ReadonlySet<string>): boolean =>
  isCapital && isContent && stems.has(stem) && !near.has(stem);

/** `(Passage 2)`: how much less that passage holds than the best one. */
function citations(text: string, covers: readonly number[]): Features {
  const cited = /\b(?:passages?|sources?|documents?)\s+#?(\d{1,2})\b/iu.exec(text)?.[1];
  if (cited === undefined) return { cites: 0, cites_gap: 0 };
  return { cites: 1, cites_gap: Math.max(0, ...covers) - (covers[Number(cited) - 1] ?? 0) };
}

function polarity(text: string, words: readonly Word[], nearest: readonly Word[], coverage: number): Features {
  const negates = words.some(isNegative);
  return {
    negates: negates ? 1 : 0,
    negation_differs: negates === nearest.some(isNegative) ? 0 : coverage,
    quantified: /\b(?:all|every|always|only|never|any|most|many|several|each|none)\b/iu.test(text) ? 1 : 0,
  };
}

const isNegative = ({ lower }: Word): boolean => isNegation(lower.replace(/['’]/gu, ''));
