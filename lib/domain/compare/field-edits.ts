// The difference of two records field by field, as data that can be applied and turned round.
import { stableJson } from '@/lib/domain/stable-json';
import type { Json } from '@/lib/domain/run/run';

/** An absent side has no key: null is a value. */
export interface FieldEdit {
  field: string;
  left?: Json;
  right?: Json;
}
type Fields = { [field: string]: Json | undefined };

/** In the order of names; equal records give an empty list. Key order inside values does not count. */
export function fieldEdits(left: object, right: object): FieldEdit[] {
  const [before, after] = [left as Fields, right as Fields];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((field): FieldEdit[] => {
    const [was, is] = [before[field], after[field]];
    if (was === is || (was !== undefined && is !== undefined && isEqualJson(was, is))) return [];
    return [{ field, ...(was === undefined ? {} : { left: was }), ...(is === undefined ? {} : { right: is }) }];
  });
}

/** A copy of `left` with the edits done. Throws when a field is not what the edit says it was. */
export function applyFieldEdits<T extends object>(left: T, edits: readonly FieldEdit[]): T {
  const copy: Fields = { ...(left as Fields) };
  for (const { field, left: was, right: is } of edits) {
    const own = copy[field];
    if ((was === undefined) !== (own === undefined) || (was !== undefined && own !== undefined && !isEqualJson(was, own)))
      throw new Error(`the difference was not made from this: field ${field}`);
    if (is === undefined) delete copy[field];
    else copy[field] = is;
  }
  return copy as T;
}

export function invertFieldEdits(edits: readonly FieldEdit[]): FieldEdit[] {
  return edits.map(({ field, left, right }) => ({
    field,
    ...(right === undefined ? {} : { left: right }),
    ...(left === undefined ? {} : { right: left }),
  }));
}

export function isEqualJson(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  return stableJson(left) === stableJson(right);
}
