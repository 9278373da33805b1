// Reads attributes with their type in mind: the first of several names that has a value of the right kind.
import { isObject, parseContainer } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import type { Attributes } from './otlp-span';

export function textAt(attributes: Attributes, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = attributes[name];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

/** Numbers also come as decimal text. */
export function numberAt(attributes: Attributes, ...names: string[]): number | undefined {
  for (const name of names) {
    const value = attributes[name];
    const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
  }
  return undefined;
}

/** A structured value, or the value of JSON text; other text stays text. */
export function jsonAt(attributes: Attributes, ...names: string[]): Json | undefined {
  for (const name of names) {
    const value = attributes[name];
    if (value === undefined || value === null || value === '') continue;
    return typeof value === 'string' ? (parseContainer(value) ?? value) : value;
  }
  return undefined;
}

export function objectAt(attributes: Attributes, ...names: string[]): { [key: string]: Json } | undefined {
  const value = jsonAt(attributes, ...names);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** A list of texts: as a list, as JSON text of a list, or as one text. */
export function textsAt(attributes: Attributes, ...names: string[]): string[] | undefined {
  const value = jsonAt(attributes, ...names);
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const texts = list.filter((entry): entry is string => typeof entry === 'string' && entry !== '');
  return texts.length > 0 ? texts : undefined;
}

/** Without the members that are undefined: facts are stored as they are. */
export function defined<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [key: string]: unknown } = {};
  for (const key in record) {
    if (record[key] !== undefined) kept[key] = record[key];
  }
  return kept as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** A member that is an object, or an empty one. */
export function memberOf(record: Attributes, name: string): Attributes {
  const member = record[name];
  return isObject(member) ? member : {};
}

/** What a table has for a sender's word; nothing for the names that every object has, such as `constructor`. */
export function forWord<T>(table: { [word: string]: T }, word: string | undefined): T | undefined {
  return word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
}

export function hasPrefix(attributes: Attributes, ...prefixes: string[]): boolean {
  for (const key in attributes) {
    for (const prefix of prefixes) if (key.startsWith(prefix)) return true;
  }
  return false;
}

/** The value of a text that is always JSON: a text in quotes and a number included. What does not parse stays text. */
export function decodedJson(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value ?? undefined;
  const container = parseContainer(value);
  if (container !== undefined || /^\s*[[{]/.test(value)) return container ?? value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

/** The attributes under a prefix, without it; those that are null say nothing. */
export function prefixed(attributes: Attributes, prefix: string): { [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) =>
      key.startsWith(prefix) && value !== null ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}
