// The difference of two lists whose entries have been paired: what is gone, what is new, what changed, and what stands elsewhere.
import { applyFieldEdits, type FieldEdit, fieldEdits, invertFieldEdits } from './field-edits';

export interface ListDifference<T> {
  /** Entries of the left without a partner, by their place there. */
  removed: { at: number; entry: T }[];
  added: { at: number; entry: T }[];
  /** Pairs that differ, by their places. */
  changed: { left: number; right: number; edits: FieldEdit[] }[];
  /** Stretches of pairs [left, right, length] in the order of the right; empty when the pairs stand in the same order. */
  order: [left: number, right: number, length: number][];
}

/** `toRight` gives for each left entry the place of its partner, -1 without one. */
export function listDifference<T extends object>(left: readonly T[], right: readonly T[], toRight: ArrayLike<number>): ListDifference<T> {
  const toLeft = new Int32Array(right.length).fill(-1);
  const pairs = left.flatMap((_, l): [number, number][] => {
    const r = toRight[l] as number;
    if (r === -1) return [];
    toLeft[r] = l;
    return [[l, r]];
  });
  return {
    removed: left.flatMap((entry, at) => (toRight[at] === -1 ? [{ at, entry }] : [])),
    added: right.flatMap((entry, at) => (toLeft[at] === -1 ? [{ at, entry }] : [])),
    changed: pairs.flatMap(([l, r]) => {
      const edits = fieldEdits(left[l] as T, right[r] as T);
      return edits.length === 0 ? [] : [{ left: l, right: r, edits }];
    }),
    order: isRising(pairs) ? [] : stretches(pairs),
  };
}

/** Throws when `left` is not the list that the difference was made from. */
export function applyListDifference<T extends object>(left: readonly T[], difference: ListDifference<T>): T[] {
  const { removed, added, changed, order } = difference;
  const gone = new Set(removed.map(({ at }) => at));
  const right: (T | undefined)[] = new Array(left.length - removed.length + added.length).fill(undefined);
  for (const { at, entry } of added) right[at] = entry;
  const edits = new Map(changed.map((change) => [change.left, change.edits]));
  const put = (l: number, r: number) => {
    const entry = left[l];
    if (entry === undefined || right[r] !== undefined) throw new Error('the difference was not made from this list');
    right[r] = applyFieldEdits(entry, edits.get(l) ?? []);
  };
  if (order.length > 0) {
    for (const [l, r, length] of order) for (let offset = 0; offset < length; offset++) put(l + offset, r + offset);
  } else {
    let r = 0;
    for (let l = 0; l < left.length; l++) {
      if (gone.has(l)) continue;
      while (right[r] !== undefined) r++;
      put(l, r);
    }
  }
  return right.map((entry) => {
    if (entry === undefined) throw new Error('the difference was not made from this list');
    return entry;
  });
}

export function invertListDifference<T>({ removed, added, changed, order }: ListDifference<T>): ListDifference<T> {
  return {
    removed: added,
    added: removed,
    changed: changed
      .map(({ left, right, edits }) => ({ left: right, right: left, edits: invertFieldEdits(edits) }))
      .sort((a, b) => a.left - b.left),
    order: order.map(([l, r, length]): [number, number, number] => [r, l, length]).sort(([, a], [, b]) => a - b),
  };
}

export function isEmptyList({ removed, added, changed, order }: ListDifference<unknown>): boolean {
  return removed.length + added.length + changed.length + order.length === 0;
}

function isRising(pairs: readonly (readonly [number, number])[]): boolean {
  return pairs.every(([, r], index) => index === 0 || r > (pairs[index - 1]?.[1] ?? -1));
}

function stretches(pairs: readonly [number, number][]): [number, number, number][] {
  const joined: [number, number, number][] = [];
  for (const [l, r] of [...pairs].sort(([, a], [, b]) => a - b)) {
    const last = joined.at(-1);
    if (last && last[0] + last[2] === l && last[1] + last[2] === r) last[2]++;
    else joined.push([l, r, 1]);
  }
  return joined;
}
