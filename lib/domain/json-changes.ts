// The difference of two JSON values as a flat list: which place changed from what to what.
import { create } from 'jsondiffpatch';
import type { Delta } from 'jsondiffpatch';
import { bareJson, plainJson } from './bare-json';
import type { Json } from '@/lib/domain/run/run';

export interface JsonChange {
  /** JSON Pointer; of the left value for what was removed, of the right value otherwise. */
  path: string;
  kind: 'added' | 'removed' | 'changed' | 'moved';
  left: Json;
  right: Json;
}

/** Rows of a table are the same row when these agree, wherever they stand; other objects when they are equal. */
const IDENTITY_KEYS = ['id', 'key', 'name', 'number', 'code', 'line', 'description'];

/** In the order of the right value, removals where they stood. Equal values give an empty list. */
export function jsonChanges(left: Json, right: Json): JsonChange[] {
  const differ = create({ objectHash: identityOf, arrays: { detectMove: true, includeValueOnMove: true } });
  const changes = changesIn(differ.diff(bareJson(left), bareJson(right)), '', left, right);
  return changes.map((change) => ({ ...change, left: plainJson(change.left), right: plainJson(change.right) }));
}

/** Called for null and lists too. Equal objects are the same whatever the order of their keys. */
function identityOf(item: object | null): string {
  const fields = (item ?? {}) as { [key: string]: unknown };
  const key = IDENTITY_KEYS.find((name) => ['string', 'number'].includes(typeof fields[name]));
  return key
    ? `${key}:${fields[key]}`
    : JSON.stringify(item, (_, value: unknown) =>
        isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
      );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changesIn(delta: Delta, path: string, left: Json, right: Json): JsonChange[] {
  if (delta === undefined) return [];
  if (Array.isArray(delta)) {
    if (delta.length === 1) return [{ path, kind: 'added', left: null, right: delta[0] as Json }];
    if (delta.length === 2) return [{ path, kind: 'changed', left: delta[0] as Json, right: delta[1] as Json }];
    if (delta[2] === 0) return [{ path, kind: 'removed', left: delta[0] as Json, right: null }];
    return [{ path, kind: 'moved', left, right }];
  }
  const isList = '_t' in delta && delta['_t'] === 'a';
  return Object.entries(delta).flatMap(([key, inner]): JsonChange[] => {
    if (isList && key === '_t') return [];
    const isLeftIndex = isList && key.startsWith('_');
    const name = isLeftIndex ? key.slice(1) : key;
    const moved = isLeftIndex && Array.isArray(inner) && inner[2] === 3;
    if (moved) return [{ path: `${path}/${inner[1]}`, kind: 'moved', left: Number(name), right: Number(inner[1]) }];
    return changesIn(
      inner as Delta,
      `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      childOf(left, name),
      childOf(right, name),
    );
  });
}

function childOf(value: Json, key: string): Json {
  if (typeof value !== 'object' || value === null) return null;
  return (Array.isArray(value) ? value[Number(key)] : value[key]) ?? null;
}
