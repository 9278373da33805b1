// What near-same inputs have in common as a few numbers: MinHash over pieces of text in any script, cut into bands for an index.
import { createHash } from 'node:crypto';

/** Raised when the numbers of the same text change: old rows are then computed anew. */
export const SIGNATURE_VERSION = 1;

/** 16 bands of 4: of pairs with 55 % of their pieces in common 78 % share a band, with 64 % 95 %, with 70 % 99 %, with 10 % 0.2 %. */
export const BANDS = 16;
const ROWS = 4;

/** Signatures read so much of a text, in characters after normalisation; equality reads all of it. */
const SIGNED_CHARS = 4_000;
/** A question is cut into short pieces, so that one other word leaves most of them; long texts share short pieces by chance. */
const SHORT_UP_TO_CHARS = 160;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

export interface InputSignature {
  /** Equal for equal normalised texts of the same workflow; 32 hex digits. */
  digest: string;
  /** 32-bit signed integers, one a band; a text without letters and digits has none. */
  bands: number[];
}

export type TextLength = 'short' | 'long';

/** Case, punctuation, width of characters and space do not count. */
export function normalisedInput(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Null for an input that says nothing. `name` is the workflow: the same words asked of another one are no sibling. */
export function inputSignature(name: string | null, text: string): InputSignature | null {
  const normalised = normalisedInput(text);
  if (normalised === '') return null;
  const digest = createHash('sha256')
    .update(JSON.stringify([name, normalised]))
    .digest('hex')
    .slice(0, 32);
  return { digest, bands: bandsOf(name, normalised, lengthOf(normalised)) };
}

/** Bands by which siblings of a text are looked up: of both lengths where the text is near the border between them. */
export function lookupBands(name: string | null, text: string): number[][] {
  const normalised = normalisedInput(text);
  if (normalised === '') return [];
  const isNearBorder = normalised.length > SHORT_UP_TO_CHARS * 0.7 && normalised.length < SHORT_UP_TO_CHARS * 1.4;
  const lengths: TextLength[] = isNearBorder ? ['short', 'long'] : [lengthOf(normalised)];
  return lengths.map((length) => bandsOf(name, normalised, length));
}

/** Share of pieces in common (Jaccard), 1 for texts that are the same after normalisation. */
export function inputLikeness(left: string, right: string): number {
  const [a, b] = [normalisedInput(left), normalisedInput(right)];
  if (a === b) return 1;
  const length = lengthOf(a);
  const [here, there] = [piecesOf(a, length), piecesOf(b, length)];
  let both = 0;
  for (const piece of here) if (there.has(piece)) both++;
  // Pieces do not see order: texts that differ are never called the same.
  return Math.min(0.999, both / Math.max(1, here.size + there.size - both));
}

function lengthOf(normalised: string): TextLength {
  return normalised.length <= SHORT_UP_TO_CHARS ? 'short' : 'long';
}

function bandsOf(name: string | null, normalised: string, length: TextLength): number[] {
  const seed = hashOf(`${name ?? ''}\n${length}`);
  const least = new Uint32Array(BANDS * ROWS).fill(0xffff_ffff);
  for (const piece of piecesOf(normalised, length)) {
    const hash = hashOf(piece);
    for (let row = 0; row < least.length; row++) {
      const value = mixed(hash ^ Math.imul(row + 1, 0x9e37_79b9));
      if (value < (least[row] as number)) least[row] = value;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    let value = seed ^ band;
    for (let row = 0; row < ROWS; row++) value = mixed(Math.imul(value, 31) ^ (least[band * ROWS + row] as number));
    return value | 0;
  });
}

/** Three characters of a short text and five of a long one; one less in scripts without spaces, where a character says more. */
function piecesOf(normalised: string, length: TextLength): Set<string> {
  const characters = Array.from(normalised.slice(0, SIGNED_CHARS));
  const size = length === 'short' ? 3 : 5;
  const pieces = new Set<string>();
  for (let start = 0; start < characters.length; start++) {
    const isUnspaced = UNSPACED.test(characters[start] as string);
    const piece = characters.slice(start, start + (isUnspaced ? Math.ceil(size / 2) : size)).join('');
    if (start === 0 || start + size <= characters.length || isUnspaced) pieces.add(piece);
  }
  return pieces;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3 (Appleby): every bit of the input moves every bit of the output. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
