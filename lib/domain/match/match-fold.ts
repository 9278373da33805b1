// Folds text to the letters and digits that carry it, with the way back to every original offset. Case, spaces, hyphens,
// ligatures, accents, full-width forms, quotation marks, dashes and digit grouping all disappear here, on both sides of a match.
import { readNumberAt } from './match-number-form';

export interface Folded {
  /** Letters and digits only; NUMBER_GAP stands between digits that belong to different numbers. */
  key: string;
  /** Original range of each unit of `key`: `[starts[i], ends[i])`. */
  starts: Int32Array;
  ends: Int32Array;
}

/** Keeps `1 2021` from reading as `12021`. */
export const NUMBER_GAP = '\u001f';

const LETTER_OR_MARK = /[\p{L}\p{M}]/u;
const LETTER = /\p{L}/u;
const OTHER_NUMBER = /[\p{No}\p{Nl}]/u;
/** Marks that writing may leave out: combining accents, Hebrew points, Arabic vowel signs and stretching. */
const OPTIONAL_MARK = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u0652\u0670\u0640]/gu;

const A = 97;
const Z = 122;

/** `hasDecimalComma` decides the one form that is ambiguous by itself: `1.875`. Linear in the length of the text. */
export function foldText(text: string, hasDecimalComma = false): Folded {
  const room = text.length <= SHARED_UNITS ? shared.cleared() : new FoldRoom(text.length);
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at);
    if (unit >= A && unit <= Z) room.put(unit, at, ++at);
    else if (unit >= 65 && unit <= 90) room.put(unit + 32, at, ++at);
    else if (unit >= 48 && unit <= 57) at = putNumber(room, text, at, hasDecimalComma);
    else if (unit < 128) at++;
    else at = putOther(room, text, at, hasDecimalComma);
  }
  return room.done();
}

function putNumber(room: FoldRoom, text: string, at: number, hasDecimalComma: boolean): number {
  const number = readNumberAt(text, at, hasDecimalComma);
  room.separate(at);
  for (const { unit, start, end } of number.units) room.put(unit, start, end);
  return number.end;
}

function putOther(room: FoldRoom, text: string, at: number, hasDecimalComma: boolean): number {
  const point = text.codePointAt(at) as number;
  const end = at + (point > 0xffff ? 2 : 1);
  const folded = foldPoint(point);
  if (folded === DIGIT) return putNumber(room, text, at, hasDecimalComma);
  // `㋀` holds a digit of its own, which must not run on from the number before it.
  if (folded !== '' && folded.charCodeAt(0) < 58) room.separate(at);
  for (let unit = 0; unit < folded.length; unit++) room.put(folded.charCodeAt(unit), at, end);
  return end;
}

const DIGIT = 'digit';
const folds = new Map<number, string>();

/** What one code point beyond ASCII becomes: nothing, letters, or the word DIGIT for a decimal digit of any script. */
function foldPoint(point: number): string {
  const known = folds.get(point);
  if (known !== undefined) return known;
  const char = String.fromCodePoint(point);
  const folded = foldChar(char);
  folds.set(point, folded);
  return folded;
}

function foldChar(char: string): string {
  if (/\p{Nd}/u.test(char)) return DIGIT;
  // Superscripts and fractions would turn 10² into 102, so they stay what they are.
  if (OTHER_NUMBER.test(char)) return char;
  if (!LETTER_OR_MARK.test(char) && !LETTER.test(char.normalize('NFKC'))) return '';
  const plain = char.normalize('NFKD').replace(OPTIONAL_MARK, '').toLowerCase().normalize('NFKD').replace(OPTIONAL_MARK, '');
  return plain.replace(/ß/gu, 'ss').replace(/æ/gu, 'ae').replace(/œ/gu, 'oe').replace(/ø/gu, 'o').replace(/ł/gu, 'l').replace(/ı/gu, 'i');
}

const DECODER = new TextDecoder('utf-16le');

class FoldRoom {
  private units: Uint16Array;
  private starts: Int32Array;
  private ends: Int32Array;
  private size = 0;
  private endsWithNumber = false;

  constructor(length: number) {
    const room = Math.max(16, length);
    this.units = new Uint16Array(room);
    this.starts = new Int32Array(room);
    this.ends = new Int32Array(room);
  }

  cleared(): this {
    this.size = 0;
    this.endsWithNumber = false;
    return this;
  }

  /** Called before the digits of a number. */
  separate(at: number): void {
    if (this.endsWithNumber) this.put(NUMBER_GAP.charCodeAt(0), at, at);
  }

  put(unit: number, start: number, end: number): void {
    if (this.size === this.units.length) this.grow();
    this.units[this.size] = unit;
    this.starts[this.size] = start;
    this.ends[this.size] = end;
    this.size++;
    this.endsWithNumber = (unit >= 48 && unit <= 57) || unit === 46;
  }

  done(): Folded {
    const key = DECODER.decode(this.units.subarray(0, this.size));
    return { key, starts: this.starts.slice(0, this.size), ends: this.ends.slice(0, this.size) };
  }

  private grow(): void {
    const room = this.units.length * 2;
    const units = new Uint16Array(room);
    units.set(this.units);
    const starts = new Int32Array(room);
    starts.set(this.starts);
    const ends = new Int32Array(room);
    ends.set(this.ends);
    Object.assign(this, { units, starts, ends });
  }
}

/** Texts up to this long are folded in one room: a run may have a hundred thousand passages, and typed arrays are dear to make and to collect. */
const SHARED_UNITS = 16_384;
const shared = new FoldRoom(SHARED_UNITS);
