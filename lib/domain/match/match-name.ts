// Finds a name that a source writes otherwise: `J. F. Kennedy` for `John F. Kennedy`, the family name first, a middle name left
// out, `Ltd` for `Limited`. Never another word: every name that is not an initial has to stand there.
import { lexeme } from './match-lexeme';
import { queryTokens } from './match-query';
import { type SourceIndex, tokenText } from './match-source';
import type { FoundText } from './match-text';

/** Legal forms by their short and long spellings; a row is one form. */
const LEGAL_FORMS = [
  'ltd limited',
  'inc incorporated',
  'corp corporation',
  'co company',
  'llc',
  'plc',
  'gmbh',
  'bros brothers',
  'intl international',
  'assoc associates',
];
const FORM_OF = new Map(LEGAL_FORMS.flatMap((row) => row.split(' ').map((word) => [word, row] as const)));
const TITLES = new Set('mr mrs ms miss dr prof sir herr frau hr fr mme mlle sr sra dott ing'.split(' '));
/** Small words inside names: `van der Berg`. */
const PARTICLES = new Set('van der den de da di del la le von zu bin al of the'.split(' '));

const MAX_WORDS = 7;
const MAX_PLACES = 40;
/** Words of the source between two words of a name: a middle name and its initial. */
const MAX_BETWEEN = 2;
const MAX_GAP_CHARS = 24;

interface NameWord {
  word: string;
  hasComma: boolean;
  isInitial: boolean;
}

/** Places in order; empty for texts that are no names. */
export function findName(source: SourceIndex, text: string): FoundText[] {
  const words = nameWords(text);
  const family = words && rarest(source, words);
  if (!words || !family) return [];
  const found: FoundText[] = [];
  for (const at of (source.postings().get(lexeme(family.word)) ?? []).slice(0, MAX_PLACES)) {
    if (wordAt(source, at) !== family.word) continue;
    const place = placeAround(source, words, words.indexOf(family), at);
    if (place && !found.some(({ end }) => end > place.start)) found.push(place);
  }
  return found;
}

/** Words of a name without titles; null when it has figures, is a single word, or is not written as a name. */
function nameWords(text: string): NameWord[] | null {
  if (text.length > 80 || /[\d!?;:@]/u.test(text)) return null;
  const written = queryTokens(text, () => 1).map(({ word, start, end }) => ({
    word,
    raw: text.slice(start, end),
    hasComma: text[end] === ',',
  }));
  if (!written.every(({ word, raw }) => /^\p{Lu}/u.test(raw) || PARTICLES.has(word))) return null;
  const words = written
    .filter(({ word }) => !TITLES.has(word) && !PARTICLES.has(word))
    .map(({ word, hasComma }) => ({ word, hasComma, isInitial: word.length === 1 }));
  const isName = words.length >= 2 && words.length <= MAX_WORDS && words.some(({ word, isInitial }) => !isInitial && !FORM_OF.has(word));
  return isName ? words : null;
}

function rarest(source: SourceIndex, words: readonly NameWord[]): NameWord | null {
  const count = ({ word }: NameWord) => source.postings().get(lexeme(word))?.length ?? 0;
  const known = words.filter((word) => !word.isInitial && !FORM_OF.has(word.word) && count(word) > 0);
  return known.reduce<NameWord | null>((best, word) => (best === null || count(word) < count(best) ? word : best), null);
}

const wordAt = (source: SourceIndex, at: number): string => tokenText(source.folded(), source.tokens(), at);

/** The name around one of its words: in its own order, or with that word in front of the others. */
function placeAround(source: SourceIndex, words: readonly NameWord[], family: number, at: number): FoundText | null {
  const others = words.filter((_, index) => index !== family);
  const before = walk(source, words.slice(0, family).reverse(), at, -1);
  const after = walk(source, words.slice(family + 1), at, 1);
  if (before && after) return foundText(source, words, [...before, at, ...after]);
  const turned =
    family === words.length - 1 ? walk(source, others, at, 1) : family === 0 ? walk(source, [...others].reverse(), at, -1) : null;
  return turned ? foundText(source, words, [at, ...turned], true) : null;
}

/** Tokens that the words stand on, going one way from a token; null when a word that is no initial is not there. */
function walk(source: SourceIndex, words: readonly NameWord[], from: number, step: 1 | -1): number[] | null {
  const on: number[] = [];
  let at = from;
  for (const wanted of words) {
    let next: number | null = null;
    for (let ahead = 1; ahead <= MAX_BETWEEN + 1 && next === null; ahead++) {
      const candidate = at + step * ahead;
      if (candidate < 0 || candidate >= source.tokens().count || !isBeside(source, at, candidate)) break;
      if (isSameName(wanted, wordAt(source, candidate))) next = candidate;
    }
    if (next === null && !wanted.isInitial) return null;
    if (next !== null) {
      on.push(next);
      at = next;
    }
  }
  return words.length > 0 && on.length === 0 ? null : on;
}

function isSameName({ word, isInitial }: NameWord, found: string): boolean {
  if (word === found) return true;
  if (isInitial || found.length === 1) return word[0] === found[0] && /^\p{L}/u.test(found);
  return sameForm(word, found);
}

const sameForm = (a: string, b: string): boolean => FORM_OF.has(a) && FORM_OF.get(a) === FORM_OF.get(b);

/** On one line or the next, with no sentence ending between but the stop of an initial. */
function isBeside(source: SourceIndex, a: number, b: number): boolean {
  const [first, second] = a < b ? [a, b] : [b, a];
  const gap = source.text.slice(endOf(source, first), startOf(source, second));
  return gap.length <= MAX_GAP_CHARS * (second - first) && !/\n\s*\n|[;:!?|]|\d/u.test(gap);
}

const startOf = (source: SourceIndex, at: number): number => source.folded().starts[source.tokens().keyStarts[at] as number] as number;
const endOf = (source: SourceIndex, at: number): number => source.folded().ends[(source.tokens().keyEnds[at] as number) - 1] as number;

function foundText(source: SourceIndex, words: readonly NameWord[], on: readonly number[], isTurned = false): FoundText | null {
  const [first, last] = [Math.min(...on), Math.max(...on)];
  const written = Array.from({ length: last - first + 1 }, (_, index) => wordAt(source, first + index));
  // Between the words of a name stand names: a small letter there means that they belong to two.
  for (let at = first; at <= last; at++) {
    const raw = source.text.slice(startOf(source, at), startOf(source, at) + 1);
    if (!/^\p{Lu}/u.test(raw) && !PARTICLES.has(written[at - first] ?? '')) return null;
  }
  const place = { start: startOf(source, first), end: endOf(source, last) };
  const isWhole = words.length === written.length && words.every((word) => !word.isInitial || written.includes(word.word));
  const isSame = isWhole && written.every((word) => words.some((wanted) => wanted.word === word || sameForm(wanted.word, word)));
  if (isSame) return { ...place, state: 'normalised', match: isTurned ? 'order' : 'legal form' };
  return { ...place, state: 'approximate', match: 'initials' };
}
