// RFC 8785 canonical JSON: one text for one value, so that a hash of the text is a hash of the value.
import type { Json } from '@/lib/domain/run/run';

/** Deeper values are refused: nothing that is recorded needs it, and the recursion below must end. */
const MAX_DEPTH = 256;
/** With the `u` flag a surrogate matches only where it is not half of a pair. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The canonical text of a JSON value: keys in UTF-16 order, no white space, numbers and strings as ECMAScript prints them.
 * Members that are `undefined` are left out, as JSON.stringify does. Throws a TypeError for what JSON cannot say exactly: NaN,
 * infinities, lone surrogates, values that are not JSON.
 */
export function canonicalJson(value: Json): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError(`JSON is nested deeper than ${MAX_DEPTH} levels`);
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') return writeNumber(value);
  if (Array.isArray(value)) return `[${value.map((member) => write(member, depth + 1)).join(',')}]`;
  if (typeof value === 'object') return writeObject(value, depth);
  throw new TypeError(`JSON has no ${typeof value}`);
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('JSON has plain objects only');
  // The default sort compares UTF-16 code units, which is the order that RFC 8785 asks for.
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${writeString(key)}:${write(member, depth + 1)}`);
  return `{${members.join(',')}}`;
}

function writeString(value: string): string {
  if (LONE_SURROGATE.test(value)) throw new TypeError('The text holds a lone surrogate, which no UTF-8 can carry');
  return JSON.stringify(value);
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`);
  return Object.is(value, -0) ? '0' : String(value);
}
