// The rows of the JSON viewer: a value of any depth laid out line by line without recursion.
import type { Json } from '@/lib/domain/run/run';

export interface JsonRow {
  /** JSON Pointer: the identity of a row and what folding remembers. */
  path: string;
  depth: number;
  key: string | null;
  /** For containers how many members; for the others null. */
  size: number | null;
  kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'close';
  value: Json;
  isFolded: boolean;
}

/** Containers start open down to this depth. */
const OPEN_DEPTH = 3;
/** A container with more members than this starts closed, unless it is the whole value. */
const OPEN_SIZE = 200;

/** `turned` holds the containers whose fold differs from how they start. */
export function jsonRows(value: Json, turned: ReadonlySet<string>): JsonRow[] {
  const rows: JsonRow[] = [];
  const stack: { path: string; depth: number; key: string | null; value: Json; isClose?: boolean }[] = [
    { path: '', depth: 0, key: null, value },
  ];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { path, depth, key, value: here, isClose } = at;
    if (typeof here !== 'object' || here === null || isClose) {
      rows.push({ path, depth, key, value: here, size: null, kind: isClose ? 'close' : kindOf(here), isFolded: false });
      continue;
    }
    const members = Array.isArray(here) ? here.map((member, index) => [String(index), member] as const) : Object.entries(here);
    const startsFolded = depth >= OPEN_DEPTH || (members.length > OPEN_SIZE && depth > 0);
    const isFolded = members.length > 0 && startsFolded !== turned.has(path);
    rows.push({ path, depth, key, value: here, size: members.length, kind: kindOf(here), isFolded });
    if (isFolded || members.length === 0) continue;
    stack.push({ path, depth, key: null, value: here, isClose: true });
    for (let index = members.length - 1; index >= 0; index--) {
      const [name, member] = members[index] as readonly [string, Json];
      stack.push({
        path: `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        depth: depth + 1,
        key: Array.isArray(here) ? null : name,
        value: member,
      });
    }
  }
  return rows;
}

function kindOf(value: Json): JsonRow['kind'] {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'object' | 'string' | 'number' | 'boolean';
}
