// Words of a sentence that the model was not given: how many, how rare, how they stand together.
import type { SupportContext } from './support-context';
import type { Features } from './support-features';
import type { Word } from './support-words';

/** Below this a word is everyday vocabulary, above the other it is a subject's own. */
const COMMON = 0.45;
const RARE = 0.7;

/** Content words that neither context nor question has. */
export function freshIn(words: readonly Word[], { stems, asked }: Pick<SupportContext, 'stems' | 'asked'>): Word[] {
  return words.filter(({ stem, isContent }) => isContent && !stems.has(stem) && !asked.has(stem));
}

export function newWords(words: readonly Word[], fresh: readonly Word[], context: SupportContext): Features {
  const content = words.filter(({ isContent }) => isContent);
  const lengths = fresh.map(({ lower }) => lower.length).sort((a, b) => b - a);
  const rarities = fresh.map(({ stem }) => context.background(stem)).sort((a, b) => b - a);
  const local = (list: readonly Word[]) => list.reduce((sum, { stem }) => sum + context.rarity(stem), 0);
  const all = content.reduce((sum, { stem }) => sum + context.background(stem), 0);
  const rare = rarities.reduce((sum, rarity) => sum + rarity, 0);
  const between = (from: number, to: number) => rarities.filter((rarity) => rarity >= from && rarity < to).length;
  return {
    new_count: Math.log(1 + fresh.length),
    new_share: fresh.length / Math.max(1, content.length),
    new_weight: local(fresh) / Math.max(0.1, local(content)),
    new_longest: (lengths[0] ?? 0) / 10,
    new_second: (lengths[1] ?? 0) / 10,
    new_run: longestRun(words, new Set(fresh)),
    new_rarity: rare / Math.max(0.1, all),
    new_rarity_sum: Math.log(1 + rare),
    new_rarest: rarities[0] ?? 0,
    new_rarest_second: rarities[1] ?? 0,
    new_rarest_third: rarities[2] ?? 0,
    new_common: Math.log(1 + between(0, COMMON)),
    new_between: Math.log(1 + between(COMMON, RARE)),
    new_rare: Math.log(1 + between(RARE, 2)),
    rarity_mean: all / Math.max(1, content.length),
    ...Object.fromEntries(fresh.flatMap(({ isNumber, stem }): [string, number][] => (isNumber ? [] : [[`word_${stem}`, 1]]))),
    asked_share: content.filter(({ stem }) => context.asked.has(stem)).length / Math.max(1, content.length),
  };
}

/** New words in a row, words of grammar between them not counted; six at the most. */
function longestRun(words: readonly Word[], fresh: ReadonlySet<Word>): number {
  let [run, longest] = [0, 0];
  for (const word of words) {
    if (fresh.has(word)) run++;
    else if (word.isContent) run = 0;
    longest = Math.max(longest, run);
  }
  return Math.min(longest, 6);
}
