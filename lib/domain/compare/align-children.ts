// Pairs two lists of steps that stand below the same: what is equal and unique splits long lists, likeness decides in what is left.
import { alignSequence, PAIR_FROM } from './align-sequence';
import { longestRising } from './longest-rising';
import type { Likeness } from './step-likeness';
import { isTelling } from './step-forest';
import type { StepMatching } from './step-matching';

/** One table of likenesses may have this many cells, all tables of a comparison together that many. */
const CELLS = 160_000;
const CELLS_IN_ALL = 2_500_000;

/** How much of the work that goes with a product of lengths may still be done. */
export class Effort {
  private spent = 0;

  allows(cells: number): boolean {
    if (cells > CELLS || this.spent + cells > CELLS_IN_ALL) return false;
    this.spent += cells;
    return true;
  }
}

type Span = [left: readonly number[], right: readonly number[]];
type Places = [left: number, right: number][];

/**
 * Near-linear however long the lists are: splitting goes by sorting, tables are bounded, and what remains when the effort is spent
 * goes by label and occurrence.
 */
export function alignChildren(matching: StepMatching, lists: Span, likeness: Likeness, effort: Effort): void {
  const open: Span[] = splitByAnchors(matching, pairEqualEnds(matching, lists), 'subtree') ?? [lists];
  for (let span = open.pop(); span; span = open.pop()) {
    const [left, right] = pairEqualEnds(matching, span);
    if (left.length === 0 || right.length === 0) continue;
    if (effort.allows(left.length * right.length)) {
      pairPlaces(matching, [left, right], alignSequence(left, right, likeness));
      continue;
    }
    const parts = splitByAnchors(matching, [left, right], 'content') ?? splitByAnchors(matching, [left, right], 'asked');
    if (parts) open.push(...parts);
    else pairPlaces(matching, [left, right], byOccurrence(matching, [left, right], likeness));
  }
}

/** Equal subtrees at both ends belong together whatever stands between. */
function pairEqualEnds(matching: StepMatching, [left, right]: Span): Span {
  const isEqual = (l: number, r: number) => matching.left.subtree[left[l] as number] === matching.right.subtree[right[r] as number];
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && isEqual(start, start)) start++;
  let end = 0;
  while (end < shorter - start && isEqual(left.length - 1 - end, right.length - 1 - end)) end++;
  for (let place = 0; place < start; place++) matching.pairSubtrees(left[place] as number, right[place] as number);
  for (let place = 1; place <= end; place++)
    matching.pairSubtrees(left[left.length - place] as number, right[right.length - place] as number);
  return [left.slice(start, left.length - end), right.slice(start, right.length - end)];
}

/** Anchors are paired, those that changed their order too; answers the spans between those that kept it, null without any anchor. */
function splitByAnchors(matching: StepMatching, [left, right]: Span, numbers: 'subtree' | 'content' | 'asked'): Span[] | null {
  const anchors = uniqueOnBothSides(matching, [left, right], numbers);
  if (anchors.length === 0) return null;
  pairPlaces(matching, [left, right], anchors);
  const kept = longestRising(anchors.map(([, r]) => r)).map((place) => anchors[place] as [number, number]);
  const ends: Places = [[-1, -1], ...kept, [left.length, right.length]];
  return ends.slice(1).map(([l, r], index): Span => {
    const [fromLeft, fromRight] = ends[index] as [number, number];
    return [
      left.slice(fromLeft + 1, l).filter((place) => matching.isLeftFree(place)),
      right.slice(fromRight + 1, r).filter((place) => matching.isRightFree(place)),
    ];
  });
}

/** What occurs once on either side and says something (patience difference, B. Cohen), in the order of the left. */
function uniqueOnBothSides({ left, right }: StepMatching, [lefts, rights]: Span, numbers: 'subtree' | 'content' | 'asked'): Places {
  const here = onceOnly(left[numbers], lefts);
  const there = onceOnly(right[numbers], rights);
  return [...here].flatMap(([number, l]): Places => {
    const r = there.get(number) ?? -1;
    return l === -1 || r === -1 || !isTelling(left, lefts[l] as number) ? [] : [[l, r]];
  });
}

function onceOnly(numbers: Int32Array, places: readonly number[]): Map<number, number> {
  const once = new Map<number, number>();
  places.forEach((place, index) => {
    const number = numbers[place] as number;
    if (number !== -1) once.set(number, once.has(number) ? -1 : index);
  });
  return once;
}

/** The last resort in very long lists without a unique entry: the n-th of a label with the n-th of that label, in order. */
function byOccurrence({ left, right }: StepMatching, [lefts, rights]: Span, likeness: Likeness): Places {
  const waiting = new Map<number, number[]>();
  rights.forEach((place, index) => {
    const label = right.label[place] as number;
    const same = waiting.get(label);
    if (same) same.push(index);
    else waiting.set(label, [index]);
  });
  for (const places of waiting.values()) places.reverse();
  const pairs = lefts.flatMap((place, index): Places => {
    const partner = waiting.get(left.label[place] as number)?.pop();
    return partner === undefined ? [] : [[index, partner]];
  });
  const kept = longestRising(pairs.map(([, r]) => r)).map((place) => pairs[place] as [number, number]);
  return kept.filter(([l, r]) => likeness(lefts[l] as number, rights[r] as number) >= PAIR_FROM);
}

function pairPlaces(matching: StepMatching, [left, right]: Span, pairs: Places): void {
  for (const [l, r] of pairs) {
    const [leftPlace, rightPlace] = [left[l] as number, right[r] as number];
    if (matching.left.subtree[leftPlace] === matching.right.subtree[rightPlace]) matching.pairSubtrees(leftPlace, rightPlace);
    else matching.pair(leftPlace, rightPlace);
  }
}
