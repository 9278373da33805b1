// How many near-same inputs the index of siblings finds, against comparing each with all: npx tsx bench/siblings-recall.ts [--texts 3000] [--seed 1]
import { parseArgs } from 'node:util';
import { inputLikeness, inputSignature, lookupBands } from '@/lib/domain/compare/input-signature';
import { NEAR_INPUT } from '@/lib/domain/compare/run-sibling';
import { corpus } from './scale/corpus';
import { type Random, random } from './scale/random';

const { values } = parseArgs({
  options: {
    texts: { type: 'string', default: '3000' },
    queries: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
  },
});

const seed = Number(values.seed);
const from = random(seed, 77);
const shelf = corpus(seed, 2000);
const texts = Array.from({ length: Number(values.texts) }, (_, index) => {
  const document = shelf.draw(from);
  const sentences = Array.from({ length: index % 5 === 0 ? 4 : 1 }, () => document.language.sentence(from, 5 + from.below(18)));
  return { text: sentences.join(' '), word: () => document.language.word(from), isSpaced: sentences.join('').includes(' ') };
});

/** One to four edits: a word more, a word less, another word; in scripts without spaces two characters at a time. */
function edited({ text, word, isSpaced }: (typeof texts)[number], by: Random): string {
  let words = isSpaced ? text.split(' ') : (text.match(/.{1,2}/gu) ?? []);
  for (let edit = 1 + by.below(4); edit > 0; edit--) {
    const at = by.below(words.length);
    const kind = by.below(3);
    const inserted = kind === 1 ? [] : [word().slice(0, isSpaced ? 20 : 2)];
    words = [...words.slice(0, at), ...inserted, ...words.slice(kind === 0 ? at : at + 1)];
  }
  return words.join(isSpaced ? ' ' : '');
}

const all = [...texts.map(({ text }) => text), ...texts.slice(0, texts.length / 2).map((own) => edited(own, from))];
const bands = all.map((text) => inputSignature('qa', text)?.bands ?? []);
const buckets = new Map<string, number[]>();
bands.forEach((own, place) => {
  own.forEach((band, index) => {
    const key = `${index}:${band}`;
    const bucket = buckets.get(key);
    if (bucket) bucket.push(place);
    else buckets.set(key, [place]);
  });
});

const groups = [0.55, 0.6, 0.65, 0.7, 0.8, 0.9].map((low, index, list) => ({ low, high: list[index + 1] ?? 1.01, pairs: 0, found: 0 }));
let candidates = 0;
for (let query = 0; query < Number(values.queries); query++) {
  const text = all[query] as string;
  const found = new Set(lookupBands('qa', text).flatMap((own) => own.flatMap((band, index) => buckets.get(`${index}:${band}`) ?? [])));
  found.delete(query);
  candidates += found.size;
  all.forEach((other, place) => {
    if (place === query) return;
    const likeness = inputLikeness(text, other);
    if (likeness < NEAR_INPUT || likeness === 1) return;
    const group = groups.find(({ low, high }) => likeness >= low && likeness < high);
    if (!group) return;
    group.pairs++;
    if (found.has(place)) group.found++;
  });
}
console.log(`${all.length} texts in several scripts, ${values.queries} of them looked up; near-same from ${NEAR_INPUT} on`);
console.log('likeness        pairs   found   recall');
for (const { low, high, pairs, found } of groups)
  console.log(
    `${low.toFixed(2)} to ${Math.min(1, high).toFixed(2)}  ${String(pairs).padStart(9)}${String(found).padStart(8)}  ${pairs === 0 ? '      –' : (found / pairs).toFixed(3).padStart(7)}`,
  );
const pairs = groups.reduce((sum, group) => sum + group.pairs, 0);
const found = groups.reduce((sum, group) => sum + group.found, 0);
console.log(
  `all           ${String(pairs).padStart(9)}${String(found).padStart(8)}  ${(found / Math.max(1, pairs)).toFixed(3).padStart(7)}`,
);
console.log(`candidates per look-up: ${(candidates / Number(values.queries)).toFixed(1)} of ${all.length}`);
