// JSON text that does not depend on the order of keys, fast enough for every step that comes in.
import type { Json } from '@/lib/domain/run/run';

/**
 * The text of a value with the keys of every object in code unit order. Unlike RFC 8785 text it takes what cannot be stored
 * (lone surrogates) as JSON.stringify does, because it is written before that is repaired. Recurses: readers bound the depth.
 */
export function stableJson(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value === 0 ? 0 : value) : 'null';
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    let list = '[';
    for (let index = 0; index < value.length; index++) list += (index === 0 ? '' : ',') + stableJson(value[index] ?? null);
    return `${list}]`;
  }
  let object = '{';
  for (const key of sortedKeys(value)) {
    const member = value[key];
    if (member !== undefined) object += `${object.length === 1 ? '' : ','}${JSON.stringify(key)}:${stableJson(member)}`;
  }
  return `${object}}`;
}

/** Most objects come with their keys in order once they have been here; looking costs less than sorting. */
function sortedKeys(value: { [key: string]: Json }): string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort();
  }
  return keys;
}
