// Negations of a sentence and of the source sentence it is laid beside: which of them only one side has, and of something that both speak of.
import type { Laid } from './match-lay';
import { isFunctionWord, isNegation } from './match-lexeme';
import type { QueryToken } from './match-query';

export interface NegationsApart {
  wanted: string[];
  found: string[];
}

/** How far before a word its `not` may stand, in words: `do not get the same break`. */
const REACH = 5;

/**
 * A negation counts where the word that it denies stands on both sides and is denied on one of them only. `not only red` beside `green`
 * denies nothing that is said; `may not claim a person` and `a person cannot be claimed` deny the same.
 */
export function negationsApart(laid: Laid, sentence: string, stretch: string): NegationsApart {
  const { wanted, found, partner } = laid;
  const back = new Map([...partner].flatMap((at, index) => (at >= 0 ? [[at, index] as const] : [])));
  const mine = wanted.flatMap(({ word }, index) => {
    if (!isNegation(word) || (partner[index] as number) >= 0) return [];
    return isDeniedThereToo(wanted, index, sentence, (denied) => partner[denied] as number, found, stretch) ? [] : [word];
  });
  const theirs = found.flatMap(({ word }, index) => {
    if (!isNegation(word) || back.has(index)) return [];
    return isDeniedThereToo(found, index, stretch, (denied) => back.get(denied) ?? -1, wanted, sentence) ? [] : [word];
  });
  return { wanted: mine, found: theirs };
}

/** True as well where the other side does not speak of what is denied, and where the word is no negation. */
function isDeniedThereToo(
  tokens: readonly QueryToken[],
  at: number,
  text: string,
  facing: (index: number) => number,
  others: readonly QueryToken[],
  otherText: string,
): boolean {
  const token = tokens[at] as QueryToken;
  if (isNumberSign(text, token) || isParticle(text, at, token) || isEither(text, token)) return true;
  const denied = deniedBy(tokens, at, text);
  const there = denied === null ? -1 : facing(denied);
  if (denied === null || there < 0) return true;
  for (let index = there - 1; index >= Math.max(0, there - REACH); index--) {
    if (isParted(otherText, others[index] as QueryToken, others[index + 1] as QueryToken)) return false;
    if (isNegation((others[index] as QueryToken).word)) return true;
  }
  return false;
}

/** The first word of content behind the negation, or before it where the clause ends with it: `Das gilt nicht.` */
function deniedBy(tokens: readonly QueryToken[], at: number, text: string): number | null {
  return nextContent(tokens, at, text, 1) ?? nextContent(tokens, at, text, -1);
}

function nextContent(tokens: readonly QueryToken[], at: number, text: string, step: 1 | -1): number | null {
  for (let index = at + step; index >= 0 && index < tokens.length && Math.abs(index - at) <= REACH; index += step) {
    const [first, second] = step === 1 ? [index - 1, index] : [index, index + 1];
    if (isParted(text, tokens[first] as QueryToken, tokens[second] as QueryToken)) return null;
    const { word } = tokens[index] as QueryToken;
    if (!isFunctionWord(word) && !isNegation(word)) return index;
  }
  return null;
}

/** A sentence or clause ends between the two. A period without a space behind it may have lost the space. */
function isParted(text: string, before: QueryToken, after: QueryToken): boolean {
  return /[.!?;:。！？；]|[,，]\s+(?:but|then|aber|mais|pero)\b/iu.test(text.slice(before.end, after.start));
}

/** `No. of years`, `No. 5`. */
const isNumberSign = (text: string, { start, end }: QueryToken): boolean =>
  /^no$/iu.test(text.slice(start, end)) && /^\.\s?(?:of\b|\d)/iu.test(text.slice(end, end + 8));

/** `No, there is …` answers a question that somebody else asked. */
const isParticle = (text: string, at: number, { start, end }: QueryToken): boolean =>
  at <= 1 && /^no$/iu.test(text.slice(start, end)) && /^\s?[,.!]/u.test(text.slice(end, end + 2));

/** `with or without a receipt`. */
const isEither = (text: string, { start }: QueryToken): boolean =>
  /\b(?:with|mit|avec|con)\s+(?:or|oder|ou|o)\s+$/iu.test(text.slice(Math.max(0, start - 14), start));
