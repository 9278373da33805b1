// Texts made comparable for searching: case, width, marks above letters, quotes, dashes and white space no longer tell them apart.

export interface FoldedText {
  text: string;
  /** For each UTF-16 unit of `text` the place in the original where its character begins; one more at the end, its length. */
  starts: Uint32Array;
}

/** Quotes of all sorts and dashes to their plain forms; what NFKD and lower case leave apart. */
const PLAIN: Readonly<Record<string, string>> = {
  ...of("'", '‘’‚‛′‹›`´'),
  ...of('"', '“”„‟«»″「」『』'),
  ...of('-', '‐‑‒–—―−'),
  ...of('ss', 'ßẞ'),
  ...of('i', 'ı'),
  ...of('o', 'øØ'),
  ...of('l', 'łŁ'),
  ...of('d', 'đĐ'),
  ...of('ae', 'æÆ'),
  ...of('oe', 'œŒ'),
  ...of('ς', 'σ'),
  ...of('。', '｡'),
};
/** Marks that stand above or below letters of Latin, Greek, Cyrillic, Hebrew and Arabic; those of Indic scripts are letters. */
const MARK =
  /[\u0300-\u036f]|[\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe20-\ufe2f]/gu;
/** Not seen on paper: soft hyphen, joiners, direction marks, byte order mark, variation selectors, the stretch of Arabic letters. */
const UNSEEN = /[\u00ad\u0640\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\ufe00-\ufe0f]/u;
const SPACE = /[\s\u0085]/u;
const BACKTICK = 0x60;

const known = new Map<number, string>();

/** Runs of white space become one space. */
export function foldText(original: string): FoldedText {
  let text = '';
  let starts = new Uint32Array(original.length + 16);
  let isSpace = false;
  for (let at = 0; at < original.length; ) {
    const point = original.codePointAt(at) as number;
    const folded = foldPoint(point);
    const isWhite = folded === ' ';
    if (!(isWhite && isSpace) && folded !== '') {
      if (text.length + folded.length >= starts.length) starts = grown(starts, text.length + folded.length);
      for (let unit = 0; unit < folded.length; unit++) starts[text.length + unit] = at;
      text += folded;
    }
    if (folded !== '') isSpace = isWhite;
    at += point > 0xffff ? 2 : 1;
  }
  starts[text.length] = original.length;
  return { text, starts: starts.subarray(0, text.length + 1) };
}

/** The text alone, for what is only compared. */
export function folded(original: string): string {
  let text = '';
  let isSpace = false;
  for (let at = 0; at < original.length; ) {
    const stop = plainEnd(original, at);
    if (stop > at) {
      text += original.slice(at, stop).toLowerCase();
      isSpace = false;
      at = stop;
      continue;
    }
    const point = original.codePointAt(at) as number;
    const next = foldPoint(point);
    const isWhite = next === ' ';
    if (!(isWhite && isSpace)) text += next;
    if (next !== '') isSpace = isWhite;
    at += point > 0xffff ? 2 : 1;
  }
  return text;
}

/** Where the printed ASCII characters from `at` on end; most words are nothing else and are folded at once. */
function plainEnd(text: string, at: number): number {
  let end = at;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit <= 0x20 || unit >= 0x7f || unit === BACKTICK) break;
  }
  return end;
}

function foldPoint(point: number): string {
  const before = known.get(point);
  if (before !== undefined) return before;
  const letter = String.fromCodePoint(point);
  const made = SPACE.test(letter) ? ' ' : UNSEEN.test(letter) ? '' : (PLAIN[letter] ?? decomposed(letter));
  known.set(point, made);
  return made;
}

/** Lower case again at the end: some letters have it only in their decomposed form. A compatibility form of a space is one. */
function decomposed(letter: string): string {
  const plain = letter.normalize('NFKD').toLowerCase().normalize('NFKD').replace(MARK, '');
  return SPACE.test(plain) ? plain.replace(/[\s\u0085]+/gu, ' ') : Array.from(plain, (part) => PLAIN[part] ?? part).join('');
}

function grown(starts: Uint32Array, needed: number): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(Math.max(needed + 16, starts.length * 2));
  more.set(starts);
  return more;
}

function of(plain: string, letters: string): Record<string, string> {
  return Object.fromEntries(Array.from(letters, (letter) => [letter, plain]));
}
