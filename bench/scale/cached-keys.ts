// The keys of a run's texts, with those of each passage made once: generated runs share passages as real ones do.
import { folded } from '@/lib/domain/find/fold-text';
import { boundaryKey, type TextKeys, textKeys } from '@/lib/domain/find/search-keys';
import { type SearchToken, searchTokens } from '@/lib/domain/find/search-token';

interface Piece extends TextKeys {
  first: SearchToken | undefined;
  last: SearchToken | undefined;
}

const pieces = new Map<string, Piece>();

/** The same as `textKeys([input, output, context.join('\n')])`. */
export function cachedKeys(input: string, output: string, context: readonly string[]): TextKeys {
  const own = textKeys([input, output]);
  const keys = new Set<number>(own.keys);
  const words = new Set(own.words);
  let last: SearchToken | undefined;
  for (const text of context) {
    const piece = pieceOf(text);
    for (const key of piece.keys) keys.add(key);
    for (const word of piece.words) words.add(word);
    const between = last && piece.first && boundaryKey(last, piece.first);
    if (between !== undefined) keys.add(between);
    last = piece.last ?? last;
  }
  return { keys: Int32Array.from(keys), words };
}

function pieceOf(text: string): Piece {
  const known = pieces.get(text);
  if (known) return known;
  const tokens = searchTokens(folded(text));
  const made = { ...textKeys([text]), first: tokens[0], last: tokens.at(-1) };
  pieces.set(text, made);
  return made;
}
