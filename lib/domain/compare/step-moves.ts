// Names what changed place: pairs whose parents are not partners, and pairs that stand in another order among those around them.
import type { StepAlignment } from './align-steps';
import { longestRising } from './longest-rising';

/** `parent`: below another step; `order`: before or after others than on the other side. */
export type StepMove = 'parent' | 'order';

/**
 * By place on the left. Parents are the nearest ancestors that have a partner, so that a group put around some steps moves none of
 * them. Among the pairs below the same partners the longest part that kept its order stays, the others have moved.
 */
export function stepMoves({ left, right, toRight, toLeft }: StepAlignment): ReadonlyMap<number, StepMove> {
  const above = nearestPaired(left.parent, toRight);
  const aboveThere = nearestPaired(right.parent, toLeft);
  const moves = new Map<number, StepMove>();
  const groups = new Map<number, number[]>();
  toRight.forEach((partner, place) => {
    if (partner === -1) return;
    const parent = above[place] as number;
    if ((parent === -1 ? -1 : (toRight[parent] as number)) !== aboveThere[partner]) {
      moves.set(place, 'parent');
      return;
    }
    const group = groups.get(parent);
    if (group) group.push(place);
    else groups.set(parent, [place]);
  });
  for (const group of groups.values()) {
    const kept = new Set(longestRising(group.map((place) => toRight[place] as number)));
    group.forEach((place, index) => {
      if (!kept.has(index)) moves.set(place, 'order');
    });
  }
  return moves;
}

function nearestPaired(parents: Int32Array, partners: Int32Array): Int32Array {
  const nearest = new Int32Array(parents.length);
  parents.forEach((parent, place) => {
    nearest[place] = parent === -1 || partners[parent] !== -1 ? parent : (nearest[parent] as number);
  });
  return nearest;
}
