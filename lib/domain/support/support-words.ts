// Words as the support score counts them: plain stems, numbers by their digits, capitals kept, no lemmas and no synonyms.
import { isFunctionWord, lexeme } from '@/lib/domain/match/match-lexeme';

export interface Word {
  /** As written. */
  raw: string;
  lower: string;
  stem: string;
  isNumber: boolean;
  isContent: boolean;
  isCapital: boolean;
  /** Offset in the text. */
  at: number;
}

const WORD = /\d[\d.,:/]*\d|\d|\p{L}[\p{L}\p{M}'’]*/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const [raw] = match;
    if (UNSPACED.test(raw)) for (const letter of raw) words.push(word(letter, match.index));
    else words.push(word(raw, match.index));
  }
  return words;
}

function word(raw: string, at: number): Word {
  const isNumber = /^\d/u.test(raw);
  const lower = raw.toLowerCase().replace(/['’]s?$/u, '');
  return {
    raw,
    lower,
    stem: isNumber ? plainDigits(raw) : lexeme(lower),
    isNumber,
    isContent: isNumber || (lower.length > 1 && !isFunctionWord(lower)) || UNSPACED.test(raw),
    isCapital: /^\p{Lu}/u.test(raw),
    at,
  };
}

/** `1,200.50` and `1200.5` are one number; a time or a fraction stays as it is. */
function plainDigits(raw: string): string {
  if (/[:/]/u.test(raw)) return raw;
  const plain = raw.replace(/,(?=\d{3}\b)/gu, '');
  return plain.includes('.') && !/\..*\./u.test(plain) ? plain.replace(/\.?0+$/u, '') : plain.replace(/[.,]$/u, '');
}
