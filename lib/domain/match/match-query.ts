// A text that is looked for, as tokens with weights: rare words and numbers count, words of grammar hardly.
import { foldText } from './match-fold';
import { isFunctionWord, isNegation, lexeme } from './match-lexeme';
import { isNumeric, isUnspaced, tokenise } from './match-tokens';

export interface QueryToken {
  /** Folded. */
  word: string;
  lexeme: string;
  isNumber: boolean;
  /** Share of meaning in (0, 1]. */
  weight: number;
  /** Range in the text that was looked for. */
  start: number;
  end: number;
}

/** Weight of a lexeme in the collection that is searched: 1 for one that is nowhere, near 0 for one that is everywhere. */
export type Weigh = (lexeme: string) => number;

const FUNCTION_WORD_WEIGHT = 0.08;

export function queryTokens(text: string, weigh: Weigh, hasDecimalComma = false): QueryToken[] {
  const folded = foldText(text, hasDecimalComma);
  const { count, keyStarts, keyEnds } = tokenise(text, folded);
  return Array.from({ length: count }, (_, index) => {
    const from = keyStarts[index] as number;
    const to = keyEnds[index] as number;
    const word = folded.key.slice(from, to);
    const form = lexeme(word);
    return {
      word,
      lexeme: form,
      isNumber: isNumeric(word.charCodeAt(0)),
      weight: tokenWeight(word, form, weigh),
      start: folded.starts[from] as number,
      end: folded.ends[to - 1] as number,
    };
  });
}

/** What one text is as a query, in either habit of writing numbers: read once, for however many sources it is looked for in. */
export function queryReader(text: string, weigh: Weigh): (hasDecimalComma: boolean) => readonly QueryToken[] {
  const read = new Map<boolean, readonly QueryToken[]>();
  return (hasDecimalComma) => {
    const known = read.get(hasDecimalComma);
    if (known) return known;
    const tokens = queryTokens(text, weigh, hasDecimalComma);
    read.set(hasDecimalComma, tokens);
    return tokens;
  };
}

export function tokenWeight(word: string, form: string, weigh: Weigh): number {
  if (isFunctionWord(word) && !isNegation(word)) return FUNCTION_WORD_WEIGHT;
  const rarity = weigh(form);
  if (isUnspaced(word.charCodeAt(0))) return 0.15 + 0.35 * rarity;
  return 0.3 + 0.7 * rarity;
}
