// Pairs two short lists in order so that what is paired has most in common: dynamic programming with a price for each new gap.
import type { Likeness } from './step-likeness';

/** Below this two steps are rather a removed and an added one. */
export const PAIR_FROM = 0.5;
/** Opening a gap costs this much, going on with it nothing: neighbours stay together (Gotoh 1982). */
const GAP_OPENS = 0.08;

const PAIRED = 0;
const LEFT_ALONE = 1;
const RIGHT_ALONE = 2;
const NEVER = Number.NEGATIVE_INFINITY;

/** Pairs of places in `left` and `right`, rising on both sides. Time and space go with the product of the lengths. */
export function alignSequence(left: readonly number[], right: readonly number[], likeness: Likeness): [number, number][] {
  const width = right.length + 1;
  const from = [0, 1, 2].map(() => new Uint8Array((left.length + 1) * width));
  let above = rowOf(width);
  above[0]?.fill(0, 0, 1);
  above[2]?.fill(-GAP_OPENS, 1);
  from[RIGHT_ALONE]?.fill(RIGHT_ALONE, 2, width);
  for (let l = 1; l <= left.length; l++) {
    const row = rowOf(width);
    for (let r = 0; r <= right.length; r++) {
      const cell = l * width + r;
      take(row, from, LEFT_ALONE, r, cell, above, r, GAP_OPENS, 0);
      if (r === 0) continue;
      take(row, from, RIGHT_ALONE, r, cell, row, r - 1, GAP_OPENS, 0);
      const gain = likeness(left[l - 1] as number, right[r - 1] as number) - PAIR_FROM;
      if (gain > 0) take(row, from, PAIRED, r, cell, above, r - 1, 0, gain);
    }
    above = row;
  }
  return traced(left.length, right.length, above, from);
}

const rowOf = (width: number) => [0, 1, 2].map(() => new Float64Array(width).fill(NEVER));

/** The best way into one state of one cell. */
function take(
  row: Float64Array[],
  from: Uint8Array[],
  state: 0 | 1 | 2,
  place: number,
  cell: number,
  source: Float64Array[],
  sourcePlace: number,
  price: number,
  gain: number,
): void {
  let origin = PAIRED;
  let best = (source[PAIRED]?.[sourcePlace] as number) - price;
  const leftAlone = source[LEFT_ALONE]?.[sourcePlace] as number;
  if (leftAlone > best) [origin, best] = [LEFT_ALONE, leftAlone];
  const rightAlone = source[RIGHT_ALONE]?.[sourcePlace] as number;
  if (rightAlone > best) [origin, best] = [RIGHT_ALONE, rightAlone];
  (row[state] as Float64Array)[place] = best + gain;
  (from[state] as Uint8Array)[cell] = origin;
}

function traced(leftCount: number, rightCount: number, last: Float64Array[], from: Uint8Array[]): [number, number][] {
  const ends = last.map((scores) => scores[rightCount] as number);
  let state = ends.indexOf(Math.max(...ends));
  const pairs: [number, number][] = [];
  for (let l = leftCount, r = rightCount; l > 0 || r > 0; ) {
    const origin = from[state]?.[l * (rightCount + 1) + r] as number;
    if (state === PAIRED) pairs.push([--l, --r]);
    else if (state === LEFT_ALONE) l--;
    else r--;
    state = origin;
  }
  return pairs.reverse();
}
