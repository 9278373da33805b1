// What a mutation is, and what catching it means.
import type { Ground } from './true-quote';

export interface Surroundings {
  ground: Ground;
  /** Names that the ground has. */
  names: readonly string[];
  /** Sentences of other grounds. */
  foreign: readonly string[];
  random: () => number;
}

/** The text with one small change that makes it untrue, or null where it allows none. */
export type Mutate = (text: string, surroundings: Surroundings) => string | null;

export interface Mutation {
  name: string;
  mutate: Mutate;
  /** Codes of findings that name this kind of change. */
  codes: readonly string[];
}

/** One match, chosen by the seed, replaced. */
export function replaceOne(
  text: string,
  pattern: RegExp,
  random: () => number,
  change: (match: RegExpExecArray) => string | null,
): string | null {
  const matches = [...text.matchAll(pattern)];
  const first = Math.floor(random() * matches.length);
  for (let offset = 0; offset < matches.length; offset++) {
    const match = matches[(first + offset) % matches.length] as RegExpExecArray;
    const changed = change(match);
    if (changed !== null && changed !== match[0]) return text.slice(0, match.index) + changed + text.slice(match.index + match[0].length);
  }
  return null;
}

/** Keeps the capital of the word that is replaced. */
export const likeCase = (model: string, word: string): string =>
  /^\p{Lu}/u.test(model) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
