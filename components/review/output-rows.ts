// A JSON output as rows to print: one per member, containers as headings, without recursion.
import type { Json } from '@/lib/domain/run/run';

export interface OutputRow {
  /** JSON Pointer. */
  path: string;
  depth: number;
  label: string;
  /** Undefined for a container, whose members follow. */
  leaf: null | boolean | number | string | undefined;
}

/** Rows in document order, at most `limit`; `rest` counts the leaves left out, to be said in words. */
export function rowsOf(value: Json, limit: number): { rows: OutputRow[]; rest: number } {
  const rows: OutputRow[] = [];
  let rest = 0;
  const stack: { path: string; depth: number; label: string; value: Json }[] = [{ path: '', depth: -1, label: '', value }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { path, depth, label, value: at } = top;
    const isContainer = typeof at === 'object' && at !== null;
    const members = isContainer ? membersOf(at) : [];
    if (rows.length >= limit) rest += isContainer && members.length > 0 ? 0 : 1;
    else if (!isContainer) rows.push({ path, depth: Math.max(0, depth), label, leaf: at });
    else if (members.length === 0)
      rows.push({ path, depth: Math.max(0, depth), label, leaf: Array.isArray(at) ? '(empty list)' : '(empty object)' });
    else if (depth >= 0) rows.push({ path, depth, label, leaf: undefined });
    for (const [key, member] of members.toReversed())
      stack.push({ path: `${path}/${escapeToken(key)}`, depth: depth + 1, label: key, value: member });
  }
  return { rows, rest };
}

const membersOf = (value: Json[] | { [key: string]: Json }): [string, Json][] =>
  Array.isArray(value) ? value.map((member, index) => [String(index), member]) : Object.entries(value);

const escapeToken = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
