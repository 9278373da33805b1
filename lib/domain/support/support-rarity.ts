// How rare a word is in business and everyday prose at large: 0 for words in every passage, 1 for words in none. Counted once over
// public passages (bench/background-words.ts) and kept as levels; only stems and levels are in the file, no text.
import background from './background-words.json' with { type: 'json' };

interface BackgroundWords {
  /** How many levels 0 … 1 is divided into. */
  levels: number;
  /** Stems of each level above the last, separated by spaces; a stem that is nowhere is of the last level. */
  stems: string[];
}

/** With fewer of its distinct words known than this, a context is in another language, and nothing is rare by the list. */
const SAME_LANGUAGE = 0.5;
/** A context of fewer words than this does not tell its language. */
const ENOUGH = 20;

const { levels, stems } = background as BackgroundWords;
const levelOf = new Map(stems.flatMap((list, level) => list.split(' ').map((stem): [string, number] => [stem, level])));

/** Rarity of stems as the context's language allows: by the list, or by `local` (0 … 1) where the list does not know it. */
export function rarityIn(contextStems: ReadonlySet<string>, local: (stem: string) => number): (stem: string) => number {
  const words = [...contextStems].filter((stem) => /^\p{L}/u.test(stem));
  const known = words.filter((stem) => levelOf.has(stem)).length;
  if (words.length >= ENOUGH && known / words.length < SAME_LANGUAGE) return local;
  return (stem) => (levelOf.get(stem) ?? levels) / levels;
}
