// Made-up languages: words are put together out of syllables or characters of a script, their frequencies follow Zipf's law.
import { type Random, random, zipf } from './random';

export interface Language {
  name: string;
  /** A running text of about so many words, with capitals and stops. */
  sentence(from: Random, words: number): string;
  word(from: Random): string;
}

interface Script {
  name: string;
  words: number;
  /** Between words; empty in scripts that have no spaces. */
  space: string;
  stop: string;
  comma: string;
  /** The word of a rank: short ones come first, as in real languages. */
  make(from: Random, rank: number): string;
}

const LATIN = syllables('b c ch d f g h l m n p pr qu r s st t tr v w', 'a e i o u ea ou ai', 'n r s t l m nd rt ck');
const GERMANIC = syllables('b d f fr g h k kl l m n r s sch st t v w z', 'a e i o u ä ö ü ei au', 'n r s t ch cht ng l nd');
const ROMANCE = syllables('b c d f g l m n p r s t v gr pl', 'a é e è i o u ou eau ê', 'n r s t l x ç');
const CYRILLIC = syllables('б в г д ж з к л м н п р с т ф х ч ш', 'а е и о у ы я ю', 'н р с т л м й');
const ARABIC_ROOTS = [...'بتثجحخدذرزسشصضطعغفقكلمنهوي'];
const KANA = [...'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわを'];

const SCRIPTS: readonly Script[] = [
  { name: 'latin', words: 40_000, space: ' ', stop: '. ', comma: ', ', make: (from, rank) => joined(LATIN, from, lengthOf(rank)) },
  {
    name: 'germanic',
    words: 30_000,
    space: ' ',
    stop: '. ',
    comma: ', ',
    make: (from, rank) => {
      const word = joined(GERMANIC, from, lengthOf(rank) + (rank > 5000 && from.chance(0.3) ? 2 : 0));
      return from.chance(0.35) ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word;
    },
  },
  { name: 'romance', words: 25_000, space: ' ', stop: '. ', comma: ', ', make: (from, rank) => joined(ROMANCE, from, lengthOf(rank)) },
  { name: 'cyrillic', words: 20_000, space: ' ', stop: '. ', comma: ', ', make: (from, rank) => joined(CYRILLIC, from, lengthOf(rank)) },
  {
    name: 'arabic',
    words: 20_000,
    space: ' ',
    stop: '. ',
    comma: '، ',
    make: (from, rank) => {
      const root = Array.from({ length: rank < 60 ? 2 : 3 + from.below(2) }, () => from.pick(ARABIC_ROOTS)).join('');
      return `${from.chance(0.4) && rank > 60 ? 'ال' : ''}${root}${from.pick(['', '', 'ة', 'ات', 'ون', 'ين'])}`;
    },
  },
  {
    name: 'chinese',
    words: 20_000,
    space: '',
    stop: '。',
    comma: '，',
    make: (from, rank) => {
      const length = rank < 120 ? 1 : from.chance(0.8) ? 2 : 3;
      return Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.floor(2600 * from.next() * (0.3 + 0.7 * from.next())))).join(
        '',
      );
    },
  },
  {
    name: 'japanese',
    words: 15_000,
    space: '',
    stop: '。',
    comma: '、',
    make: (from, rank) =>
      rank < 80
        ? Array.from({ length: 1 + from.below(2) }, () => from.pick(KANA)).join('')
        : Array.from({ length: 2 }, () => String.fromCodePoint(0x5200 + from.below(1800))).join('') +
          (from.chance(0.3) ? from.pick(KANA) : ''),
  },
];

/** What share of documents is in which language. */
export const SHARES: Readonly<Record<string, number>> = {
  latin: 0.56,
  germanic: 0.12,
  romance: 0.08,
  chinese: 0.09,
  arabic: 0.07,
  cyrillic: 0.04,
  japanese: 0.04,
};

export function languages(seed: number): Map<string, Language> {
  return new Map(SCRIPTS.map((script, index) => [script.name, language(script, random(seed, 11, index))]));
}

function language(script: Script, from: Random): Language {
  const known = new Set<string>();
  for (let tries = 0; known.size < script.words && tries < script.words * 6; tries++) known.add(script.make(from, known.size));
  const words = [...known];
  const draw = zipf(words.length);
  const word = (source: Random) => words[draw(source)] ?? '';
  return {
    name: script.name,
    word,
    sentence: (source, count) => {
      let text = '';
      let left = 0;
      for (let at = 0; at < count; at++) {
        const isFirst = left === 0;
        if (isFirst) left = 6 + source.below(16);
        const next = source.chance(0.035) ? figure(source) : word(source);
        text += isFirst ? `${next.charAt(0).toUpperCase()}${next.slice(1)}` : next;
        left -= 1;
        text += left === 0 || at === count - 1 ? script.stop : source.chance(0.08) ? script.comma : script.space;
      }
      return text.trimEnd();
    },
  };
}

/** Amounts, dates, percentages, references: what makes a passage worth searching for. */
function figure(from: Random): string {
  const kind = from.below(5);
  if (kind === 0) return `${1 + from.below(28)}.${1 + from.below(12)}.20${10 + from.below(17)}`;
  if (kind === 1) return `${from.below(100)} %`;
  if (kind === 2) return `${from.pick(['INV', 'PO', 'REF', 'TK'])}-${10_000 + from.below(989_999)}`;
  if (kind === 3) return `${(from.below(900_000) / 100).toFixed(2)}`;
  return String(from.below(3000));
}

function syllables(heads: string, cores: string, tails: string): readonly [string[], string[], string[]] {
  return [heads.split(' '), cores.split(' '), tails.split(' ')];
}

function joined([heads, cores, tails]: readonly [string[], string[], string[]], from: Random, count: number): string {
  let word = '';
  for (let at = 0; at < count; at++)
    word +=
      (at === 0 && from.chance(0.25) ? '' : from.pick(heads)) +
      from.pick(cores) +
      (from.chance(at === count - 1 ? 0.6 : 0.25) ? from.pick(tails) : '');
  return word;
}

/** Syllables: frequent words are short. */
function lengthOf(rank: number): number {
  return rank < 150 ? 1 : rank < 4000 ? 2 : rank < 22_000 ? 3 : 4;
}
