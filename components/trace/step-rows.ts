// The rows of the step tree: a flat list from a flat list, so that a tree 20,000 deep costs no stack.
import type { StepBrief } from '@/lib/domain/step-brief';

export interface StepRow {
  step: StepBrief;
  /** Place among all steps, which never changes while rows fold. */
  index: number;
  hasChildren: boolean;
  isFolded: boolean;
  /** Steps below this one, folded or not. */
  below: number;
}

/** Steps in tree order (a step's descendants follow it, deeper than it); what lies below a folded step is left out. */
export function stepRows(steps: readonly StepBrief[], folded: ReadonlySet<string>): StepRow[] {
  const ends = subtreeEnds(steps);
  const rows: StepRow[] = [];
  for (let index = 0; index < steps.length; ) {
    const step = steps[index] as StepBrief;
    const end = ends[index] as number;
    const hasChildren = end > index + 1;
    const isFolded = hasChildren && folded.has(step.id);
    rows.push({ step, index, hasChildren, isFolded, below: end - index - 1 });
    index = isFolded ? end : index + 1;
  }
  return rows;
}

/** For each step the place after its last descendant. One walk from the back with a stack of open depths. */
function subtreeEnds(steps: readonly StepBrief[]): Int32Array {
  const ends = new Int32Array(steps.length);
  const after: number[] = [];
  for (let index = steps.length - 1; index >= 0; index--) {
    const depth = (steps[index] as StepBrief).depth;
    while (after.length > 0 && (steps[after.at(-1) as number] as StepBrief).depth > depth) after.pop();
    ends[index] = after.length > 0 ? (after.at(-1) as number) : steps.length;
    after.push(index);
  }
  return ends;
}

/** The range of time that all bars share; null when no step has a time. Bars keep at least a sliver to be seen and pressed. */
export function timeSpan(steps: readonly StepBrief[]): number | null {
  let end: number | null = null;
  for (const { startMs, durationMs } of steps) {
    if (startMs !== null) end = Math.max(end ?? 0, startMs + Math.max(0, durationMs ?? 0));
  }
  return end;
}

/** The first step at or above `index` that is one level up, for jumping to the parent. */
export function parentIndex(steps: readonly StepBrief[], index: number): number | null {
  const depth = steps[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at--) if ((steps[at] as StepBrief).depth < depth) return at;
  return null;
}
