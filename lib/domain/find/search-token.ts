// A folded text cut into what can be looked up: words, and single characters of scripts that put no space between words.

export interface SearchToken {
  text: string;
  /** UTF-16 range in the folded text. */
  start: number;
  end: number;
  /** A character of a script without spaces (Chinese, Japanese, Thai …). */
  isCharacter: boolean;
}

const TOKEN =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\u30fc])|((?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\u30fc])[\p{L}\p{N}\p{M}])+)/gu;
/** A letter, digit or mark: what no boundary between words holds. */
export const INSIDE_WORD = '\\p{L}\\p{N}\\p{M}';

export function searchTokens(folded: string): SearchToken[] {
  const tokens: SearchToken[] = [];
  for (const match of folded.matchAll(TOKEN)) {
    const [text, character] = match;
    tokens.push({ text, start: match.index, end: match.index + text.length, isCharacter: character !== undefined });
  }
  return tokens;
}
