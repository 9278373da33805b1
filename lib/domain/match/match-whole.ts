// Whether a found text is made of whole words and numbers: `12` is not in `2012`, nor `other` in `another`, nor `US` in `US1234`.
import { type Folded, NUMBER_GAP } from './match-fold';
import { isNumeric, isUnspaced } from './match-tokens';

const SHORT_KEY = 10;
const WORD_UNIT = /[\p{L}\p{N}]/u;

/** Letter for letter: no word or number runs on at either end. */
export function isWhole(text: string, start: number, end: number, isStrict: boolean): boolean {
  return !continues(text, start, isStrict) && !continues(text, end, isStrict);
}

/** `US` is not in `US1234567890`, though `EUR 5` may be written `EUR5`. */
export const isShortWord = (query: string): boolean => query.length <= 3 && /^\p{L}+$/u.test(query);

/** Whether a word or number runs on across `at`; letters and digits part, unless told to be strict. */
function continues(text: string, at: number, isStrict: boolean): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at] ?? '';
  if (/\p{Nd}/u.test(after) && /[.,]/u.test(before)) return /\p{Nd}/u.test(text[at - 2] ?? '');
  if (/\p{Nd}/u.test(before) && /[.,]/u.test(after)) return /\p{Nd}/u.test(text[at + 1] ?? '');
  if (!WORD_UNIT.test(before) || !WORD_UNIT.test(after)) return false;
  if (isUnspaced(before.charCodeAt(0)) || isUnspaced(after.charCodeAt(0))) return false;
  return isStrict || /\p{Nd}/u.test(before) === /\p{Nd}/u.test(after);
}

/** Short texts must be broken into words alike, or `an other` would be found in `another`; long ones cannot meet by chance. */
export function hasSameBreaks(text: string, folded: Folded, at: number, query: string, wanted: Folded): boolean {
  if (wanted.key.length >= SHORT_KEY) return true;
  for (let index = 1; index < wanted.key.length; index++) {
    const [a, b] = [breakAt(query, wanted, index), breakAt(text, folded, at + index)];
    if (a !== b && a !== 'either' && b !== 'either') return false;
  }
  return true;
}

/** A hyphen at the end of a line may or may not belong to the word; letters and digits, or letters of Chinese, may stand apart. */
function breakAt(text: string, { key, starts, ends }: Folded, at: number): 'none' | 'space' | 'either' {
  const gap = text.slice(ends[at - 1], starts[at]);
  if (!/\s/u.test(gap)) return 'none';
  const isMixed = isNumeric(key.charCodeAt(at)) !== isNumeric(key.charCodeAt(at - 1));
  return isMixed || isUnspaced(key.charCodeAt(at)) || /^[-\u2010\u00ad]\s*\n/u.test(gap) ? 'either' : 'space';
}

/** The same for a range of a folded key. */
export function isWholeKey({ key, starts, ends }: Folded, from: number, to: number): boolean {
  return !runsOn(key, starts, ends, from) && !runsOn(key, starts, ends, to);
}

function runsOn(key: string, starts: Int32Array, ends: Int32Array, at: number): boolean {
  if (at <= 0 || at >= key.length || key[at] === NUMBER_GAP || key[at - 1] === NUMBER_GAP) return false;
  const before = key.charCodeAt(at - 1);
  const after = key.charCodeAt(at);
  if (isNumeric(before) && isNumeric(after)) return true;
  if (isNumeric(before) !== isNumeric(after) || isUnspaced(before) || isUnspaced(after)) return false;
  return (starts[at] as number) <= (ends[at - 1] as number);
}
