// The keys by which a text is found again: its words, what stands on both sides of each boundary between two words, and each two
// neighbouring characters of scripts without spaces. A phrase gives keys that every text with that phrase must have.
import { folded } from './fold-text';
import { type SearchToken, searchTokens } from './search-token';

export interface TextKeys {
  /** 32-bit hashes, each once. */
  keys: Int32Array;
  /** Words as they can be looked up by a part of them, each once. */
  words: Set<string>;
}

/** Letters on either side of a boundary that its key is made of. A phrase may begin within a word and end within one. */
const EDGE = 3;
/** Longer words (encoded data, tokens) are looked up by overlapping pieces: a part of up to half a piece lies in one of them. */
export const PIECE = 128;

/** Keys of several texts together; no key reaches from one text into the next. */
export function textKeys(texts: readonly string[]): TextKeys {
  const keys = new Set<number>();
  const words = new Set<string>();
  for (const text of texts) addText(searchTokens(folded(text)), keys, words);
  return { keys: Int32Array.from(keys), words };
}

function addText(tokens: readonly SearchToken[], keys: Set<number>, words: Set<string>): void {
  let before: SearchToken | undefined;
  for (const token of tokens) {
    if (!token.isCharacter) {
      for (const piece of piecesOf(token.text)) {
        if (!words.has(piece)) {
          words.add(piece);
          keys.add(wordKey(piece));
        }
      }
    }
    const key = before && boundaryKey(before, token);
    if (key !== undefined) keys.add(key);
    before = token;
  }
}

export function wordKey(word: string): number {
  return hash(`w${word}`);
}

/** Undefined between a word and a character: their boundary has no key. */
export function boundaryKey(left: SearchToken, right: SearchToken): number | undefined {
  if (left.isCharacter !== right.isCharacter) return undefined;
  if (left.isCharacter) return hash(`c${left.text}${right.text}`);
  return hash(`b${left.text.slice(-EDGE)} ${right.text.slice(0, EDGE)}`);
}

/**
 * What every text that holds these tokens one after the other must have, the longest and so the rarest first. The first token may be
 * the end of a word and the last one the beginning of one, so they count by their inner edge alone, and only when they are long
 * enough for it.
 */
export function phraseKeys(tokens: readonly SearchToken[]): number[] {
  const lengths = new Map<number, number>();
  tokens.forEach((token, index) => {
    const isInner = index > 0 && index < tokens.length - 1;
    if (isInner && !token.isCharacter && token.text.length <= PIECE) lengths.set(wordKey(token.text), token.text.length);
    const next = tokens[index + 1];
    if (!next) return;
    const isLeftCut = index === 0 && !token.isCharacter && token.text.length < EDGE;
    const isRightCut = index + 1 === tokens.length - 1 && !next.isCharacter && next.text.length < EDGE;
    const key = isLeftCut || isRightCut ? undefined : boundaryKey(token, next);
    if (key !== undefined) lengths.set(key, token.text.length + next.text.length);
  });
  return [...lengths].sort((a, b) => b[1] - a[1]).map(([key]) => key);
}

export function piecesOf(word: string): string[] {
  if (word.length <= PIECE) return [word];
  const pieces: string[] = [];
  for (let at = 0; at < word.length - PIECE / 2; at += PIECE / 2) pieces.push(word.slice(at, at + PIECE));
  return pieces;
}

/** The part of a key that belongs to a project and one of its blocks: keys of a block are `key ^ salt`. */
export function blockSalt(projectId: string, block: number): number {
  return hash(`${projectId} ${block}`);
}

/** FNV-1a over UTF-16 units with a last mixing, 32 bits, signed: PostgreSQL's integer. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  state ^= state >>> 15;
  state = Math.imul(state, 0x735a2d97);
  return (state ^ (state >>> 15)) | 0;
}
