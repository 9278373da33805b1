// Which way figures and comparisons go: `from 5 to 7` is a rise, and `A is larger than B` is not `B is larger than A`.
import { isContent, type Followed } from './followed-sentence';
import { classedWords } from './changed-words';
import { COMPARATIVES } from './comparative-words';
import type { QueryToken } from '@/lib/domain/match/match-query';
import { numbersIn, type NumberMention } from '@/lib/domain/match/match-number';

export interface FromTo {
  from: string;
  to: string;
}

const UP =
  /(?<!\p{L})(?:increas(?:e|es|ed|ing)|rose|risen|rising|rises|grew|grown|grows|growing|climbed|gained|went up|stieg|gestiegen|erhöht(?:e|en)?|augment(?:é|e|ait)|aument(?:ó|a|ado))(?!\p{L})/iu;
const DOWN =
  /(?<!\p{L})(?:decreas(?:e|es|ed|ing)|fell|fallen|falls|falling|declin(?:e|es|ed|ing)|dropped|drops|dropping|shrank|shrunk|went down|reduced|sank|gesunken|baiss(?:é|e|ait)|diminu(?:é|e|ait)|disminuy(?:ó|e))(?!\p{L})/iu;
/** Characters between the word and `from`; further away it speaks of something else. */
const REACH = 60;
/** Longer sentences are lists and tables. */
const MAX_CHARS = 2000;

/** `from A to B`, as far as both are plain figures of one kind. */
function fromTo(text: string): { at: number; from: NumberMention; to: NumberMention } | null {
  const numbers = numbersIn(text).filter(({ isSpelled, isAttached }) => !isSpelled && !isAttached);
  for (let index = 0; index + 1 < numbers.length; index++) {
    const [from, to] = [numbers[index] as NumberMention, numbers[index + 1] as NumberMention];
    const before = text.slice(Math.max(0, from.start - 14), from.start);
    const between = text.slice(from.end, to.start);
    const isPair =
      /\b(?:from|von|de|desde)\s+(?:\p{L}{0,3}\p{Sc}|\p{Lu}{3}|about|around|nearly|over)?\s*$/iu.test(before) &&
      /^[^.;]{0,24}?(?<!\p{L})(?:to|auf|à|a)(?!\p{L})[^.;,]{0,12}$/iu.test(between);
    if (isPair && from.isPercent === to.isPercent && from.currency === to.currency && !isYear(from) && !isYear(to))
      return { at: from.start, from, to };
  }
  return null;
}

const isYear = ({ value, scale }: NumberMention): boolean => scale === 1 && Number.isInteger(value) && value >= 1900 && value <= 2100;
const sizeOf = ({ value, scale, isNegative }: NumberMention): number => (isNegative ? -1 : 1) * value * scale;

/** A sentence whose word for the direction is against its own figures. */
export function figuresAgainst(text: string): (FromTo & { word: string }) | null {
  const pair = text.length > MAX_CHARS ? null : fromTo(text);
  if (!pair) return null;
  const before = text.slice(Math.max(0, pair.at - REACH), pair.at);
  const [up, down] = [UP.exec(before)?.[0], DOWN.exec(before)?.[0]];
  const rises = sizeOf(pair.to) - sizeOf(pair.from);
  if ((up === undefined) === (down === undefined) || rises === 0) return null;
  // `600 million to 1` may leave out its scale.
  if (pair.from.scale !== pair.to.scale) return null;
  return (up !== undefined) === rises > 0 ? null : { word: (up ?? down) as string, ...written(text, pair) };
}

/** `from 7 to 5` where the source goes from 5 to 7. */
export function swappedFigures(text: string, source: string): FromTo | null {
  const [ours, theirs] = [fromTo(text), fromTo(source)];
  if (!ours || !theirs) return null;
  const isSwapped =
    sizeOf(ours.from) === sizeOf(theirs.to) && sizeOf(ours.to) === sizeOf(theirs.from) && sizeOf(ours.from) !== sizeOf(ours.to);
  return isSwapped ? written(text, ours) : null;
}

const written = (text: string, { from, to }: { from: NumberMention; to: NumberMention }): FromTo => ({
  from: text.slice(from.start, from.end),
  to: text.slice(to.start, to.end),
});

const THAN = /^(?:than|als)$/u;
const SIDE_TOKENS = 7;

/** `A is larger than B` for `B is larger than A`: the same comparative, and a word of its own on either side in the other's place. */
export function swappedSides({ ours, theirs, text }: Pick<Followed, 'ours' | 'theirs' | 'text'>): { left: string; right: string } | null {
  const [a, b] = [sidesOf(ours), sidesOf(theirs)];
  if (!a || !b || a.comparative !== b.comparative) return null;
  const only = (one: readonly QueryToken[], other: readonly QueryToken[]) =>
    one.filter(({ lexeme }) => !other.some((token) => token.lexeme === lexeme));
  const [left, right] = [only(a.left, a.right), only(a.right, a.left)];
  const [sourceLeft, sourceRight] = [only(b.left, b.right), only(b.right, b.left)];
  const moved = (one: readonly QueryToken[], to: readonly QueryToken[]) =>
    one.find(({ lexeme }) => to.some((token) => token.lexeme === lexeme));
  const [first, second] = [moved(sourceRight, left), moved(sourceLeft, right)];
  return first && second ? { left: text.slice(first.start, first.end), right: text.slice(second.start, second.end) } : null;
}

function sidesOf(tokens: readonly QueryToken[]): { comparative: string; left: QueryToken[]; right: QueryToken[] } | null {
  const at = tokens.findIndex(({ word }) => THAN.test(word));
  if (at < 2) return null;
  const [comparative] = classedWords('', tokens.slice(Math.max(0, at - 2), at), COMPARATIVES);
  const word = comparative ? `${comparative.scale} ${comparative.name}` : null;
  if (word === null) return null;
  return {
    comparative: word,
    left: tokens.slice(Math.max(0, at - SIDE_TOKENS - 2), at - 1).filter(isContent),
    right: tokens.slice(at + 1, at + SIDE_TOKENS).filter(isContent),
  };
}
