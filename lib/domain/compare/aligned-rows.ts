// The rows of two paired lists in the order in which they are read.

export type AlignedStatus = 'same' | 'changed' | 'added' | 'removed';

/** Places on both sides; what only the right has comes after what stood before it there. Every entry of both lists is in one row. */
export function alignedRows(
  leftCount: number,
  rightCount: number,
  toRight: ArrayLike<number>,
): [left: number | null, right: number | null][] {
  const toLeft = new Int32Array(rightCount).fill(-1);
  for (let l = 0; l < leftCount; l++) if (toRight[l] !== -1) toLeft[toRight[l] as number] = l;
  const after = new Map<number, number[]>();
  let before = -1;
  toLeft.forEach((l, r) => {
    if (l !== -1) before = l;
    else {
      const waiting = after.get(before);
      if (waiting) waiting.push(r);
      else after.set(before, [r]);
    }
  });
  const added = (place: number) => (after.get(place) ?? []).map((r): [null, number] => [null, r]);
  return [
    ...added(-1),
    ...Array.from({ length: leftCount }, (_, l) => l).flatMap((l): [number | null, number | null][] => [
      [l, toRight[l] === -1 ? null : (toRight[l] as number)],
      ...added(l),
    ]),
  ];
}

export function statusOf(left: unknown, right: unknown, isChanged: boolean): AlignedStatus {
  if (left === null) return 'added';
  if (right === null) return 'removed';
  return isChanged ? 'changed' : 'same';
}
