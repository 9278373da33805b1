// Words and numbers of a folded text. A word broken over two lines, or by an apostrophe, is one token.
import { type Folded, NUMBER_GAP } from './match-fold';

export interface Tokens {
  count: number;
  /** Range of each token in the folded key. */
  keyStarts: Int32Array;
  keyEnds: Int32Array;
}

/** Scripts that set words without spaces; each of their letters is a token of its own. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const JOINERS = /^(?:['’ʼ\u00ad\u200b-\u200d\u2060]|-?\u00ad?[^\S\n]*\n[^\S\n]*)$/u;

/** Short texts are cut in one pair of lists, of which what is needed is copied. */
const SHARED_UNITS = 16_384;
const shared: [Int32Array, Int32Array] = [new Int32Array(SHARED_UNITS), new Int32Array(SHARED_UNITS)];

export function tokenise(text: string, { key, starts, ends }: Folded): Tokens {
  const [keyStarts, keyEnds] = key.length <= SHARED_UNITS ? shared : [new Int32Array(key.length), new Int32Array(key.length)];
  let count = 0;
  for (let at = 0; at < key.length; ) {
    if (key[at] === NUMBER_GAP) {
      at++;
      continue;
    }
    const from = at;
    at = isNumeric(key.charCodeAt(at)) ? numberEnd(key, at) : wordEnd(text, key, starts, ends, at);
    keyStarts[count] = from;
    keyEnds[count] = at;
    count++;
  }
  return { count, keyStarts: keyStarts.slice(0, count), keyEnds: keyEnds.slice(0, count) };
}

export function isNumeric(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || unit === 46;
}

export function isUnspaced(unit: number): boolean {
  return unit >= 0x0e00 && UNSPACED.test(String.fromCharCode(unit));
}

function numberEnd(key: string, from: number): number {
  let at = from;
  while (at < key.length && isNumeric(key.charCodeAt(at))) at++;
  return at;
}

function wordEnd(text: string, key: string, starts: Int32Array, ends: Int32Array, from: number): number {
  if (isUnspaced(key.charCodeAt(from))) return from + 1;
  let at = from + 1;
  while (at < key.length && continuesWord(text, key, starts, ends, at)) at++;
  return at;
}

function continuesWord(text: string, key: string, starts: Int32Array, ends: Int32Array, at: number): boolean {
  const unit = key.charCodeAt(at);
  if (isNumeric(unit) || key[at] === NUMBER_GAP || isUnspaced(unit)) return false;
  const gapStart = ends[at - 1] as number;
  const gapEnd = starts[at] as number;
  if (gapEnd <= gapStart) return true;
  if (gapEnd - gapStart > 12) return false;
  const gap = text.slice(gapStart, gapEnd);
  // A line break joins only behind a hyphen; the next letter must be small, or the hyphen belongs to a name.
  if (gap.includes('\n')) return /^[-\u2010\u00ad]/u.test(gap) && JOINERS.test(gap.replace('\u2010', '-')) && isLower(text, gapEnd);
  return JOINERS.test(gap);
}

function isLower(text: string, at: number): boolean {
  const char = text[at] ?? '';
  return char === char.toLowerCase();
}
