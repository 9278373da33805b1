// JSON text that does not depend on the order of keys, fast enough for every step that comes in.
import type { Json } from '@/lib/domain/run/run';

/**
 * The text of a value with the keys of every object in code unit order. Unlike RFC 8785 text it takes what cannot be stored
 * (lone surrogates) as JSON.stringify does, because it is written before that is repaired. Recurses: readers bound the depth.
 */
export function stableJson(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const ordered = inOrder(value);
  return ordered === undefined ? written(value) : JSON.stringify(ordered);
}

/**
 * The value with all keys in order, itself where they are already; undefined where an object cannot hold them in that order. The engine's
 * own writer then does the rest several times as fast as one that is written here.
 */
function inOrder(value: Json): Json | undefined {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? listInOrder(value) : objectInOrder(value);
}

function listInOrder(list: Json[]): Json[] | undefined {
  let copy: Json[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const entry = list[index] ?? null;
    if (typeof entry !== 'object' || entry === null) continue;
    const ordered = inOrder(entry);
    if (ordered === undefined) return undefined;
    if (ordered === entry) continue;
    copy ??= [...list];
    copy[index] = ordered;
  }
  return copy ?? list;
}

/** Most objects come with their keys in order once they have been here; looking costs less than sorting. */
function objectInOrder(object: { [key: string]: Json }): { [key: string]: Json } | undefined {
  let changed: Map<string, Json> | undefined;
  let isOrdered = true;
  let before = '';
  for (const key in object) {
    if (isUnordered(key)) return undefined;
    if (before > key) isOrdered = false;
    before = key;
    const member = object[key] as Json;
    if (typeof member !== 'object' || member === null) continue;
    const ordered = inOrder(member);
    if (ordered === undefined) return undefined;
    if (ordered === member) continue;
    changed ??= new Map();
    changed.set(key, ordered);
  }
  if (isOrdered && !changed) return object;
  const copy: { [key: string]: Json } = {};
  for (const key of isOrdered ? Object.keys(object) : sortedKeys(object)) copy[key] = changed?.get(key) ?? (object[key] as Json);
  return copy;
}

/** An object puts names that begin like an index before all others, and `__proto__` is no key when it is assigned. */
function isUnordered(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first >= 0x30 && first <= 0x39) || key === '__proto__';
}

/** The same few sets of keys come with every span, so their orders are kept: by the keys as they stand, one level for each. */
interface KnownKeys {
  next: Map<string, KnownKeys>;
  sorted: readonly string[] | null;
}
const MAX_KNOWN_KEYS = 20_000;
const MAX_KEY = 200;
let root: KnownKeys = { next: new Map(), sorted: null };
let knownKeys = 0;

function sortedKeys(object: { [key: string]: Json }): readonly string[] {
  let known = root;
  for (const key in object) {
    let next = known.next.get(key);
    if (next === undefined) {
      if (key.length > MAX_KEY) return Object.keys(object).sort();
      next = { next: new Map(), sorted: null };
      known.next.set(key, next);
      knownKeys += 1;
    }
    known = next;
  }
  known.sorted ??= Object.keys(object).sort();
  if (knownKeys > MAX_KNOWN_KEYS) [root, knownKeys] = [{ next: new Map(), sorted: null }, 0];
  return known.sorted;
}

function written(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value === 0 ? 0 : value) : 'null';
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map((entry) => written(entry ?? null)).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => (value[key] === undefined ? [] : [`${JSON.stringify(key)}:${written(value[key])}`]));
  return `{${members.join(',')}}`;
}
