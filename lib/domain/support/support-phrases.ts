// How much of a sentence is put together as in the context: pairs, triples, copied runs, fragments of five letters.
import { gramsOf, type SupportContext } from './support-context';
import type { Features } from './support-features';
import type { Word } from './support-words';

export function phrases(words: readonly Word[], context: SupportContext): Features {
  const content = words.filter(({ isContent }) => isContent);
  let [pairs, triples, skips, copied, longest] = [0, 0, 0, 0, 0];
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
