// Aligns the step trees of two runs by structure and content: which step is which, whatever was inserted, renamed or moved.
import { alignChildren, Effort } from './align-children';
import type { ComparableStep } from './comparable-run';
import { pairAlikeElsewhere, pairByChildren, pairUniqueSubtrees } from './match-moved';
import { sharedNumbers, stepForest, type StepForest } from './step-forest';
import { type Likeness, stepLikeness } from './step-likeness';
import { StepMatching } from './step-matching';

export interface StepAlignment {
  left: StepForest;
  right: StepForest;
  /** For each step of the left the place of its partner on the right, -1 without one; and the other way round. */
  toRight: Int32Array;
  toLeft: Int32Array;
}

/** Rounds of looking for what is left over; each step is paired at most once, so the rounds only add. */
const ROUNDS = 2;

/**
 * From the roots downwards the children of partners are aligned in order; then equal subtrees elsewhere, groups by their members
 * (both in the manner of GumTree, Falleri et al. 2014), steps that a new or a lost group stands around, and at last lone steps that
 * say the same somewhere else. Without recursion, near-linear in the number of steps. The same pairs come out whichever run is
 * called left.
 */
export function alignSteps(left: readonly ComparableStep[], right: readonly ComparableStep[]): StepAlignment {
  if (compareSides(left, right) > 0) {
    const turned = alignSteps(right, left);
    return { left: turned.right, right: turned.left, toRight: turned.toLeft, toLeft: turned.toRight };
  }
  const shared = sharedNumbers();
  const matching = new StepMatching(stepForest(left, shared), stepForest(right, shared));
  const likeness = stepLikeness(matching.left, matching.right);
  const effort = new Effort();
  alignChildren(matching, matching.freeChildren(-1, -1), likeness, effort);
  for (let round = 0; round < ROUNDS; round++) {
    descend(matching, likeness, effort);
    pairUniqueSubtrees(matching);
    descend(matching, likeness, effort);
    pairByChildren(matching);
    descend(matching, likeness, effort);
    alignBelowSamePartners(matching, likeness, effort);
  }
  descend(matching, likeness, effort);
  pairAlikeElsewhere(matching, likeness);
  descend(matching, likeness, effort);
  return matching;
}

function descend(matching: StepMatching, likeness: Likeness, effort: Effort): void {
  for (let next = matching.waiting.pop(); next; next = matching.waiting.pop()) {
    const lists = matching.freeChildren(...next);
    if (lists[0].length > 0 && lists[1].length > 0) alignChildren(matching, lists, likeness, effort);
  }
}

/** Steps whose nearest ancestors with a partner are partners: a group was put around some of them, or taken away. */
function alignBelowSamePartners(matching: StepMatching, likeness: Likeness, effort: Effort): void {
  const here = freeBelow(matching.left, matching.toRight);
  const there = freeBelow(matching.right, matching.toLeft);
  for (const [above, left] of here) {
    const right = there.get(above === -1 ? -1 : (matching.toRight[above] as number));
    if (right) alignChildren(matching, [left, right], likeness, effort);
  }
}

/** Free steps by the nearest ancestor that has a partner, -1 where none has. */
function freeBelow(forest: StepForest, partners: Int32Array): Map<number, number[]> {
  const nearest = new Int32Array(forest.count);
  const groups = new Map<number, number[]>();
  for (let place = 0; place < forest.count; place++) {
    const parent = forest.parent[place] as number;
    nearest[place] = parent === -1 || partners[parent] !== -1 ? parent : (nearest[parent] as number);
    if (partners[place] !== -1) continue;
    const group = groups.get(nearest[place] as number);
    if (group) group.push(place);
    else groups.set(nearest[place] as number, [place]);
  }
  return groups;
}

/** An order of runs that does not depend on which is asked for first: by the first step that differs, then by length. */
function compareSides(left: readonly ComparableStep[], right: readonly ComparableStep[]): number {
  for (let place = 0; place < Math.min(left.length, right.length); place++) {
    const [a, b] = [keyOf(left[place] as ComparableStep), keyOf(right[place] as ComparableStep)];
    if (a !== b) return a < b ? -1 : 1;
  }
  return left.length - right.length;
}

function keyOf({ kind, name, depth, status, error, input, output, stepId, facts }: ComparableStep): string {
  return JSON.stringify([kind, name, facts.toolName, depth, status, error, input.digest, output.digest, input.head, output.head, stepId]);
}
