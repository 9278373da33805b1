// Names of attributes by their bytes: decoded once, and the same text object from then on, which objects take as a key at once.

/** Longer names are data. */
export const MAX_KNOWN_NAME = 64;
const SLOTS = 2048;
const known: (string | undefined)[] = new Array(SLOTS).fill(undefined);

/** The ASCII text of these bytes; undefined where they are something else. A name that falls on the place of another takes it. */
export function knownName(bytes: Buffer, from: number, length: number): string | undefined {
  let mixed = length;
  let all = 0;
  for (let at = from; at < from + length; at++) {
    const byte = bytes[at] as number;
    all |= byte;
    mixed = Math.imul(mixed, 31) + byte;
  }
  if (all > 0x7f) return undefined;
  const slot = (mixed ^ (mixed >>> 15)) & (SLOTS - 1);
  const name = known[slot];
  if (name !== undefined && isSame(name, bytes, from, length)) return name;
  const text = bytes.toString('latin1', from, from + length);
  known[slot] = text;
  return text;
}

function isSame(name: string, bytes: Buffer, from: number, length: number): boolean {
  if (name.length !== length) return false;
  for (let at = 0; at < length; at++) if (name.charCodeAt(at) !== bytes[from + at]) return false;
  return true;
}
