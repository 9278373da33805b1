// What the depths of steps in tree order say: parents, ends of subtrees, places among siblings. Walks with a stack of its own, so that a
// chain 100,000 deep costs no call stack.
import type { StepTable } from './step-table';

export interface StepShape {
  /** For each step the place after its last descendant. */
  end: Int32Array;
  /** Place of the parent; -1 for a root. */
  parent: Int32Array;
  /** Place among its siblings, from 1. */
  position: Int32Array;
  /** How many siblings there are, itself included. */
  siblings: Int32Array;
}

/** Takes any depths: one that jumps by more than one is a child of the last step that is less deep. */
export function stepShape({ depth, count }: Pick<StepTable, 'depth' | 'count'>): StepShape {
  const end = new Int32Array(count).fill(count);
  const parent = new Int32Array(count).fill(-1);
  const position = new Int32Array(count);
  const siblings = new Int32Array(count);
  const children = new Int32Array(count);
  const open = new Int32Array(count);
  let height = 0;
  let roots = 0;
  for (let at = 0; at < count; at++) {
    while (height > 0 && (depth[open[height - 1] as number] as number) >= (depth[at] as number)) {
      height -= 1;
      end[open[height] as number] = at;
    }
    const above = height > 0 ? (open[height - 1] as number) : -1;
    parent[at] = above;
    if (above < 0) position[at] = ++roots;
    else {
      children[above] = (children[above] as number) + 1;
      position[at] = children[above] as number;
    }
    open[height++] = at;
  }
  for (let at = 0; at < count; at++) siblings[at] = parent[at] === -1 ? roots : (children[parent[at] as number] as number);
  return { end, parent, position, siblings };
}

/** Which steps are folded: a rule, and the steps that are the other way round. Holds for steps that have not come yet as well. */
export interface Folding {
  /** Steps of this depth and below start folded; null: none does. */
  fromDepth: number | null;
  turned: ReadonlySet<number>;
}

export function isFolded({ depth }: Pick<StepTable, 'depth'>, { fromDepth, turned }: Folding, at: number): boolean {
  return (fromDepth !== null && (depth[at] as number) >= fromDepth) !== turned.has(at);
}

/** Places of the rows to be shown, in tree order. Below a folded step nothing is; `kept` (1 is shown) leaves out steps one by one. */
export function visibleRows(table: StepTable, shape: StepShape, folding: Folding, kept: Uint8Array | null = null): Int32Array {
  const rows = new Int32Array(table.count);
  let length = 0;
  for (let at = 0; at < table.count; ) {
    if (kept === null || kept[at] === 1) rows[length++] = at;
    const hides = (shape.end[at] as number) > at + 1 && isFolded(table, folding, at);
    at = hides ? (shape.end[at] as number) : at + 1;
  }
  return rows.subarray(0, length);
}

/** The place of `at` in ascending rows, or -1. */
export function rowOf(rows: Int32Array, at: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = rows[middle] as number;
    if (here === at) return middle;
    if (here < at) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The same folding with the way down to a step open; the same object when it is open already. */
export function withWayTo(table: StepTable, shape: StepShape, folding: Folding, at: number): Folding {
  const closed: number[] = [];
  for (let above = shape.parent[at] ?? -1; above >= 0; above = shape.parent[above] as number)
    if (isFolded(table, folding, above)) closed.push(above);
  if (closed.length === 0) return folding;
  const turned = new Set(folding.turned);
  for (const above of closed) if (!turned.delete(above)) turned.add(above);
  return { ...folding, turned };
}

/** 1 for the steps that are wanted and for all above them. */
export function withAncestors(shape: StepShape, count: number, isWanted: (at: number) => boolean): Uint8Array {
  const kept = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    if (!isWanted(at)) continue;
    for (let here = at; here >= 0 && kept[here] !== 1; here = shape.parent[here] as number) kept[here] = 1;
  }
  return kept;
}
