// Texts in JSON bytes: a string read out of them, or only its beginning, and words found in them.

/** The text of the string between two offsets (its quotation marks included), at most `limit` bytes of it, cut between characters. */
export function jsonText(bytes: Uint8Array, start: number, end: number, limit = Number.POSITIVE_INFINITY): string {
  const isWhole = end - start - 2 <= limit;
  let to = isWhole ? end - 1 : start + 1 + limit;
  if (!isWhole) {
    // Not inside of a character, and not inside of an escape (the longest is six bytes, a pair of them twelve).
    while (to > start + 1 && ((bytes[to] as number) & 0xc0) === 0x80) to -= 1;
    for (let at = Math.max(start + 1, to - 12); at < to; at++)
      if (bytes[at] === 92 && isEscape(bytes, start, at)) to = escapeEnd(bytes, at) > to ? at : to;
  }
  const inside = new TextDecoder().decode(bytes.subarray(start + 1, to));
  try {
    return JSON.parse(`"${inside}"`) as string;
  } catch {
    return inside;
  }
}

/** Whether the backslash begins an escape: an even number of backslashes stands before it. */
function isEscape(bytes: Uint8Array, start: number, at: number): boolean {
  let before = at - 1;
  while (before > start && bytes[before] === 92) before -= 1;
  return (at - before) % 2 === 1;
}

function escapeEnd(bytes: Uint8Array, at: number): number {
  return at + (bytes[at + 1] === 117 ? 6 : 2);
}

/** Offsets where words begin, ascending, at most `limit` of them. Case does not count; keys and values are searched alike. */
export function findInJson(bytes: Uint8Array, words: string, limit: number): number[] {
  if (words === '') return [];
  const escaped = JSON.stringify(words).slice(1, -1);
  const pattern = new RegExp(escaped.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
  const overlap = escaped.length * 4;
  const found: number[] = [];
  const encoder = new TextEncoder();
  for (let from = 0; from < bytes.length && found.length < limit; ) {
    const to = characterStart(bytes, Math.min(bytes.length, from + WINDOW));
    const until = characterStart(bytes, Math.min(bytes.length, to + overlap));
    const text = new TextDecoder().decode(bytes.subarray(from, until));
    let [letters, offset] = [0, from];
    for (const match of text.matchAll(pattern)) {
      offset += encoder.encode(text.slice(letters, match.index)).length;
      letters = match.index;
      if (offset >= to || found.length >= limit) break;
      found.push(offset);
    }
    from = to;
  }
  return found;
}

const WINDOW = 1024 * 1024;

function characterStart(bytes: Uint8Array, at: number): number {
  let here = at;
  while (here < bytes.length && here > 0 && ((bytes[here] as number) & 0xc0) === 0x80) here -= 1;
  return here;
}
