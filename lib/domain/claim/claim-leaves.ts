// The leaves of a JSON value with their JSON Pointers (RFC 6901), in document order, without recursion.
import type { Json } from '@/lib/domain/run/run';

export interface Leaf {
  path: string;
  value: null | boolean | number | string;
}

/** At most `limit` leaves; `omitted` counts the rest, so that nothing is left out silently. */
export function leavesOf(value: Json, limit: number): { leaves: Leaf[]; omitted: number } {
  const leaves: Leaf[] = [];
  let omitted = 0;
  const stack: { path: string; value: Json }[] = [{ path: '', value }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { path, value: at } = top;
    if (Array.isArray(at)) {
      for (let index = at.length - 1; index >= 0; index--) stack.push({ path: `${path}/${index}`, value: at[index] as Json });
    } else if (typeof at === 'object' && at !== null) {
      for (const [key, member] of Object.entries(at).reverse()) stack.push({ path: `${path}/${escapePointer(key)}`, value: member });
    } else if (leaves.length < limit) leaves.push({ path, value: at });
    else omitted++;
  }
  return { leaves, omitted };
}

export const escapePointer = (key: string): string => key.replace(/~/gu, '~0').replace(/\//gu, '~1');

/** The keys of a JSON Pointer, unescaped. */
export function pointerKeys(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/gu, '/').replace(/~0/gu, '~'));
}
