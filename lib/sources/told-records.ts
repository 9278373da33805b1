// Records about one step or run that a tracer sends apart: each is kept under a key made of what it says, and laid over the others.
import { createHash } from 'node:crypto';
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import { putKey } from '@/lib/domain/storable-json';
import type { Attributes } from './otlp-span';

type JsonObject = { [key: string]: Json };

/** The attribute of a record: sent twice it is one. */
export function keptRecord(prefix: string, record: JsonObject): Attributes {
  return { [`${prefix}${contentHash(record)}`]: record };
}

export function contentHash(value: Json): string {
  return createHash('sha256').update(stableJson(value)).digest('hex').slice(0, 24);
}

/** The records under a prefix, in no order. */
export function recordsUnder(attributes: Attributes, prefix: string): JsonObject[] {
  return Object.entries(attributes).flatMap(([key, record]) => (key.startsWith(prefix) && isObject(record) ? [record] : []));
}

/**
 * The records under a prefix as one, in the order that `rankOf` gives them (a sortable word each, the later wins); between equal
 * ranks what they say decides, so that the order of arrival does not. Objects are laid over each other member by member, lists and
 * scalars replace, null says nothing.
 */
export function overlaidRecords(attributes: Attributes, prefix: string, rankOf: (record: JsonObject) => string): JsonObject | undefined {
  const records = Object.entries(attributes).flatMap(([key, record]) =>
    key.startsWith(prefix) && isObject(record) ? [{ record, order: `${rankOf(record)} ${key}` }] : [],
  );
  if (records.length === 0) return undefined;
  return records.sort((a, b) => (a.order < b.order ? -1 : 1)).reduce<JsonObject>((all, { record }) => overlaid(all, record), {});
}

function overlaid(below: JsonObject, above: JsonObject): JsonObject {
  const result = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const before = Object.hasOwn(result, key) ? result[key] : undefined;
    if (value !== null) putKey(result, key, isObject(before) && isObject(value) ? overlaid(before, value) : value);
    else if (before === undefined) putKey(result, key, null);
  }
  return result;
}
