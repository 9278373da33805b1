// Finds identifiers that are written in groups: `NL50 INGB 0683 2513 09` for `NL50INGB0683251309`.
import { type Folded, foldText, NUMBER_GAP } from './match-fold';
import { isNumeric } from './match-tokens';

const MIN_LENGTH = 8;
const MIN_DIGITS = 4;

/** Folded text without the gaps between numbers, and for each unit its place in the folded key. */
export interface Ungapped {
  key: string;
  at: Int32Array;
}

export function ungapped({ key }: Folded): Ungapped {
  const at = new Int32Array(key.length);
  let size = 0;
  for (let index = 0; index < key.length; index++) {
    if (key[index] === NUMBER_GAP) continue;
    at[size] = index;
    size++;
  }
  return { key: key.replaceAll(NUMBER_GAP, ''), at: at.slice(0, size) };
}

/** The letters and digits of an identifier, or null for texts that are words or amounts. */
export function identifierKey(query: string): string | null {
  if (/\p{L}{5}/u.test(query)) return null;
  const key = foldText(query.trim()).key.replaceAll(NUMBER_GAP, '');
  const digits = key.replace(/\D/gu, '').length;
  return key.length >= MIN_LENGTH && digits >= MIN_DIGITS && /^[\p{L}\p{N} ./-]+$/u.test(query.trim()) ? key : null;
}

/** Ranges of the folded key that hold the identifier and nothing else: no digit or letter may run on at either end. */
export function groupedRanges(folded: Folded, bare: Ungapped, key: string, limit: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let at = bare.key.indexOf(key); at >= 0 && found.length < limit; at = bare.key.indexOf(key, at + 1)) {
    const from = bare.at[at] as number;
    const to = (bare.at[at + key.length - 1] as number) + 1;
    if (!touches(folded, from) && !touches(folded, to)) found.push({ from, to });
  }
  return found;
}

/** Whether the units around `at` stand together in the text and are of one kind. */
function touches({ key, starts, ends }: Folded, at: number): boolean {
  if (at <= 0 || at >= key.length || key[at] === NUMBER_GAP || key[at - 1] === NUMBER_GAP) return false;
  const isApart = (starts[at] as number) > (ends[at - 1] as number);
  return !isApart && isNumeric(key.charCodeAt(at)) === isNumeric(key.charCodeAt(at - 1));
}
