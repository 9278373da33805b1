// The members of one JSON container, found in its bytes without parsing what lies inside them: a value of 50 MB is read where it is opened.

/** Offsets into the bytes; one place for each member, in order. */
export interface JsonMembers {
  isArray: boolean;
  count: number;
  /** Where the key's quotation mark stands; -1 in arrays. */
  keys: Int32Array;
  starts: Int32Array;
  /** Behind the last byte of the value. */
  ends: Int32Array;
  /** Members of a member that is a container; -1 for other values. */
  sizes: Int32Array;
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [34, 92, 44, 58];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];
const SPACE = 32;

/** Of the container that begins at `start`. One pass over its bytes, without recursion; what is cut off at the end is left out. */
export function jsonMembers(bytes: Uint8Array, start: number): JsonMembers {
  const isArray = bytes[start] === OPEN_ARRAY;
  const found = new Growing();
  let key = -1;
  let depth = 1;
  let valueStart = -1;
  let commas = 0;
  let hasInner = false;
  let isKeyNext = !isArray;
  let at = start + 1;
  while (at < bytes.length && depth > 0) {
    const byte = bytes[at] as number;
    if (byte <= SPACE) {
      at += 1;
      continue;
    }
    if (depth === 2 && byte !== CLOSE_ARRAY && byte !== CLOSE_OBJECT) hasInner = true;
    if (byte === QUOTE) {
      const end = stringEnd(bytes, at);
      if (depth === 1) {
        if (isKeyNext) key = at;
        else found.push(key, at, end, -1);
        isKeyNext = false;
      }
      at = end;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (depth === 1) {
        valueStart = at;
        commas = 0;
        hasInner = false;
      }
      depth += 1;
      at += 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      depth -= 1;
      at += 1;
      if (depth === 1) found.push(key, valueStart, at, hasInner ? commas + 1 : 0);
    } else if (byte === COMMA) {
      if (depth === 1) isKeyNext = !isArray;
      else if (depth === 2) commas += 1;
      at += 1;
    } else if (byte === COLON) at += 1;
    else {
      const end = wordEnd(bytes, at);
      if (depth === 1) found.push(key, at, end, -1);
      at = end;
    }
  }
  return found.members(isArray);
}

/** Behind the closing quotation mark of the string that begins at `start`, or the end of the bytes. */
export function stringEnd(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    at += byte === BACKSLASH ? 2 : 1;
  }
  return bytes.length;
}

/** Behind a number, `true`, `false` or `null`. */
export function wordEnd(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length) {
    const byte = bytes[at] as number;
    if (byte <= SPACE || byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT || byte === COLON || byte === QUOTE) break;
    at += 1;
  }
  return at;
}

class Growing {
  private columns = [new Int32Array(16), new Int32Array(16), new Int32Array(16), new Int32Array(16)];
  private count = 0;

  push(...member: [key: number, start: number, end: number, size: number]): void {
    if (this.count === (this.columns[0] as Int32Array).length) {
      this.columns = this.columns.map((column) => {
        const wider = new Int32Array(column.length * 2);
        wider.set(column);
        return wider;
      });
    }
    member.forEach((value, place) => {
      (this.columns[place] as Int32Array)[this.count] = value;
    });
    this.count += 1;
  }

  members(isArray: boolean): JsonMembers {
    const [keys, starts, ends, sizes] = this.columns.map((column) => column.subarray(0, this.count)) as [
      Int32Array,
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    return { isArray, count: this.count, keys, starts, ends, sizes };
  }
}
