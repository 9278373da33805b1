// What somebody typed, as something that can be found: its tokens, their keys, and the pattern that tells a hit from a near miss.
import { folded } from './fold-text';
import { phraseKeys } from './search-keys';
import { INSIDE_WORD, type SearchToken, searchTokens } from './search-token';

export interface Phrase {
  /** As it was typed, without white space around it. */
  asked: string;
  tokens: SearchToken[];
  /** Hashes that every text with the phrase has; empty for a single word or a part of one, which is looked up among the words. */
  keys: number[];
  /** Finds the phrase in a folded text; global. */
  pattern: RegExp;
  /** The one word, or the longest, when there are no keys; null when there is none of at least three letters. */
  fragment: string | null;
  /** Where in its word the fragment stands: at the end when another word follows it, at the beginning when one goes before. */
  fragmentAt: 'anywhere' | 'end' | 'start';
}

/** Signs and spaces between two words: a phrase is found although they differ. */
const MAX_BETWEEN = 12;
const MIN_FRAGMENT = 3;

/** Null for an empty phrase. Signs between words may differ in a hit; a phrase of signs alone is found as it stands. */
export function phraseOf(asked: string): Phrase | null {
  const text = folded(asked).trim();
  if (text === '') return null;
  return phraseOfTokens(asked.trim(), text, searchTokens(text));
}

/** The phrase that a stretch of another one's tokens makes. */
export function partOf(phrase: Phrase, from: number, to: number): Phrase {
  const text = folded(phrase.asked).trim();
  const tokens = phrase.tokens.slice(from, to);
  const [first, last] = [tokens[0], tokens.at(-1)];
  const part = first && last ? text.slice(first.start, last.end) : text;
  return phraseOfTokens(part, part, tokens);
}

function phraseOfTokens(asked: string, text: string, tokens: SearchToken[]): Phrase {
  const keys = phraseKeys(tokens);
  const words = tokens.filter(({ isCharacter, text: word }) => !isCharacter && word.length >= MIN_FRAGMENT).map(({ text: word }) => word);
  const longest = words.reduce<string | null>((best, word) => (best === null || word.length > best.length ? word : best), null);
  const fragmentAt = tokens.length === 1 ? 'anywhere' : tokens[0]?.text === longest ? 'end' : 'start';
  return { asked, tokens, keys, pattern: patternOf(text, tokens), fragment: keys.length > 0 ? null : longest, fragmentAt };
}

function patternOf(text: string, tokens: readonly SearchToken[]): RegExp {
  if (tokens.length === 0) return new RegExp(escaped(text), 'gu');
  const parts = tokens.map((token, index) => {
    const before = tokens[index - 1];
    if (!before) return escaped(token.text);
    // Words must stay apart; characters, and a word beside one, may touch.
    const least = before.isCharacter || token.isCharacter ? 0 : 1;
    return `[^${INSIDE_WORD}]{${least},${MAX_BETWEEN}}${escaped(token.text)}`;
  });
  return new RegExp(parts.join(''), 'gu');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
