// The lines of a JSON viewer over the bytes of the value: opened, folded and searched in place, whatever its size and depth.
import { jsonMembers, stringEnd, wordEnd } from './json-members';
import { jsonText } from './json-text';

export interface JsonLine {
  index: number;
  depth: number;
  /** Null in arrays and for the whole value. */
  key: string | null;
  /** Place in its array or object, from 0. */
  ordinal: number;
  kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  /** Members of a container; -1 for other values. */
  size: number;
  isOpen: boolean;
  /** The beginning of a text, or all of another value; empty for containers. */
  text: string;
  /** Bytes of the value as JSON. */
  bytes: number;
  isCut: boolean;
}

/** Containers start open down to this depth, and with at most so many members, the whole value always. */
const OPEN_DEPTH = 3;
const OPEN_SIZE = 200;
/** Lines after which nothing more is opened at the start. */
const OPEN_LINES = 2000;
/** Bytes of a text that a line shows. */
export const LINE_BYTES = 600;

const COLUMNS = ['depth', 'key', 'start', 'end', 'size', 'ordinal'] as const;
type Column = (typeof COLUMNS)[number];

export class JsonLines {
  /** How many lines there are now. */
  count = 0;
  private readonly columns = Object.fromEntries(COLUMNS.map((name) => [name, new Int32Array(64)])) as Record<Column, Int32Array>;
  private open = new Uint8Array(64);

  /** `bytes`: one JSON value in UTF-8, spaces around it allowed. */
  constructor(private readonly bytes: Uint8Array) {
    let start = 0;
    while (start < bytes.length && (bytes[start] as number) <= 32) start += 1;
    if (start === bytes.length) return;
    const first = bytes[start];
    const isContainer = first === 91 || first === 123;
    const end = isContainer ? bytes.length : first === 34 ? stringEnd(bytes, start) : wordEnd(bytes, start);
    const size = isContainer ? jsonMembers(bytes, start).count : -1;
    this.insert(0, 1);
    this.put(0, { depth: 0, key: -1, start, end, size, ordinal: 0 });
    for (let index = 0; index < this.count && this.count < OPEN_LINES; index++) {
      const depth = this.at('depth', index);
      if (this.at('size', index) > 0 && depth < OPEN_DEPTH && (depth === 0 || this.at('size', index) <= OPEN_SIZE)) this.unfold(index);
    }
  }

  line(index: number): JsonLine {
    const [start, end, key] = [this.at('start', index), this.at('end', index), this.at('key', index)];
    const kind = kindOf(this.bytes[start] as number);
    const isText = kind === 'string';
    const isContainer = kind === 'object' || kind === 'array';
    const cut = isText && end - start - 2 > LINE_BYTES * 1.2 ? LINE_BYTES : null;
    return {
      index,
      depth: this.at('depth', index),
      key: key < 0 ? null : jsonText(this.bytes, key, stringEnd(this.bytes, key)),
      ordinal: this.at('ordinal', index),
      kind,
      size: this.at('size', index),
      isOpen: this.open[index] === 1,
      text: isContainer ? '' : isText ? jsonText(this.bytes, start, end, cut ?? undefined) : this.raw(start, end),
      bytes: end - start,
      isCut: cut !== null,
    };
  }

  /** The text of a string, from the beginning, at most so many bytes of it. */
  textOf(index: number, bytes: number): string {
    return jsonText(this.bytes, this.at('start', index), this.at('end', index), bytes);
  }

  /** The value as JSON text. */
  jsonOf(index: number): string {
    return this.raw(this.at('start', index), this.at('end', index));
  }

  /** Opens a folded container or folds an open one. Nothing happens for other lines. */
  turn(index: number): void {
    if (this.at('size', index) <= 0) return;
    if (this.open[index] === 1) this.fold(index);
    else this.unfold(index);
  }

  /** JSON Pointer (RFC 6901) of a line. */
  pointer(index: number): string {
    const parts: string[] = [];
    let depth = this.at('depth', index);
    for (let at = index; at > 0 && depth > 0; at--) {
      if (this.at('depth', at) !== depth) continue;
      const { key, ordinal } = this.line(at);
      parts.push((key ?? String(ordinal)).replaceAll('~', '~0').replaceAll('/', '~1'));
      depth -= 1;
    }
    return parts
      .map((part) => `/${part}`)
      .reverse()
      .join('');
  }

  /** Opens the way to a byte and answers the line that holds it. Lines begin in the order of their bytes, so each is found by halves. */
  reveal(offset: number): number {
    for (;;) {
      let low = 0;
      let high = this.count - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.begin(middle) <= offset) low = middle;
        else high = middle - 1;
      }
      const isInside = offset >= this.at('start', low) && offset < this.at('end', low);
      if (!isInside || this.open[low] === 1 || this.at('size', low) <= 0) return low;
      this.unfold(low);
    }
  }

  private begin(index: number): number {
    const key = this.at('key', index);
    return key < 0 ? this.at('start', index) : key;
  }

  private unfold(index: number): void {
    const members = jsonMembers(this.bytes, this.at('start', index));
    const depth = this.at('depth', index) + 1;
    this.insert(index + 1, members.count);
    for (let place = 0; place < members.count; place++) {
      this.put(index + 1 + place, {
        depth,
        key: members.keys[place] as number,
        start: members.starts[place] as number,
        end: members.ends[place] as number,
        size: members.sizes[place] as number,
        ordinal: place,
      });
    }
    this.open[index] = 1;
  }

  private fold(index: number): void {
    let end = index + 1;
    while (end < this.count && this.at('depth', end) > this.at('depth', index)) end += 1;
    for (const name of COLUMNS) this.columns[name].copyWithin(index + 1, end, this.count);
    this.open.copyWithin(index + 1, end, this.count);
    this.count -= end - index - 1;
    this.open[index] = 0;
  }

  private insert(at: number, size: number): void {
    const needed = this.count + size;
    if (needed > this.open.length) {
      const room = Math.max(needed, this.open.length * 2);
      for (const name of COLUMNS) {
        const wider = new Int32Array(room);
        wider.set(this.columns[name]);
        this.columns[name] = wider;
      }
      const wider = new Uint8Array(room);
      wider.set(this.open);
      this.open = wider;
    }
    for (const name of COLUMNS) this.columns[name].copyWithin(at + size, at, this.count);
    this.open.copyWithin(at + size, at, this.count);
    this.open.fill(0, at, at + size);
    this.count = needed;
  }

  private put(index: number, values: Record<Column, number>): void {
    for (const name of COLUMNS) this.columns[name][index] = values[name];
  }

  private at(name: Column, index: number): number {
    return this.columns[name][index] as number;
  }

  private raw(start: number, end: number): string {
    return new TextDecoder().decode(this.bytes.subarray(start, end));
  }
}

function kindOf(byte: number): JsonLine['kind'] {
  if (byte === 123) return 'object';
  if (byte === 91) return 'array';
  if (byte === 34) return 'string';
  if (byte === 116 || byte === 102) return 'boolean';
  return byte === 110 ? 'null' : 'number';
}
