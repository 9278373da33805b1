// The chain of steps that decided how long a run took: shorten anything else and the run ends no sooner.
import type { StepShape } from './step-shape';
import type { StepTable } from './step-table';

export interface PathPart {
  /** Place of the step. */
  at: number;
  /** Milliseconds in which the run waited for this step itself and for nothing below it. */
  fromMs: number;
  toMs: number;
}

/**
 * From the end of the run backwards: in each step the child that ended last is followed down to its start, then the child that had
 * ended before that one started, and so on; time that no child covers belongs to the step itself. Children are taken as ending with
 * their parent when they outlast it. (The method of Uber's CRISP and of Jaeger, without recursion.) Parts in order of time; they do
 * not overlap. Steps without a start or an end are not on it.
 */
export function criticalPath(table: StepTable, shape: StepShape): PathPart[] {
  const { start, duration, count } = table;
  const endOf = (at: number) => (start[at] as number) + (duration[at] as number);
  const children = childrenByEnd(table, shape, endOf);
  const parts: PathPart[] = [];
  const own = (at: number, fromMs: number, toMs: number) => {
    if (at < count && toMs > fromMs) parts.push({ at, fromMs, toMs });
  };
  const lastEnd = Math.max(...children.of(count).slice(0, 1).map(endOf), Number.NEGATIVE_INFINITY);
  // Place `count` stands for the run as a whole, the parent of all roots.
  const stack = [{ at: count, startMs: Number.NEGATIVE_INFINITY, limitMs: lastEnd, untilMs: lastEnd, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const candidate = children.of(top.at)[top.next++];
    if (candidate === undefined) {
      own(top.at, top.startMs, top.untilMs);
      stack.pop();
      continue;
    }
    const startMs = Math.max(start[candidate] as number, top.startMs);
    const endMs = Math.min(endOf(candidate), top.limitMs);
    if (endMs > top.untilMs || startMs >= endMs) continue;
    own(top.at, endMs, top.untilMs);
    top.untilMs = startMs;
    stack.push({ at: candidate, startMs, limitMs: endMs, untilMs: endMs, next: 0 });
  }
  return parts.reverse();
}

/** Timed children of each step, the one that ended last first; place `count` has the roots. */
function childrenByEnd({ start, duration, count }: StepTable, { parent }: StepShape, endOf: (at: number) => number) {
  const lists = new Map<number, number[]>();
  for (let at = 0; at < count; at++) {
    if (!((duration[at] as number) > 0) || Number.isNaN(start[at] as number)) continue;
    const above = (parent[at] as number) < 0 ? count : (parent[at] as number);
    const list = lists.get(above);
    if (list) list.push(at);
    else lists.set(above, [at]);
  }
  for (const list of lists.values()) list.sort((a, b) => endOf(b) - endOf(a) || a - b);
  return { of: (at: number): readonly number[] => lists.get(at) ?? [] };
}
