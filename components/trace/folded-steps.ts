// Which steps of a tree are folded: how it starts, and the way down to a step that must be seen.
import type { StepBrief } from '@/lib/domain/step-brief';
import { parentIndex } from './step-rows';

/** Larger trees start with their deeper levels folded, so that the shape of the run is seen first. */
const OPEN_STEPS = 400;
const OPEN_DEPTH = 2;

/** What is folded at first; the way down to the selected step stays open. */
export function startFolded(steps: readonly StepBrief[], selected: string | null): ReadonlySet<string> {
  if (steps.length <= OPEN_STEPS) return new Set();
  const folded = new Set<string>();
  steps.forEach((step, index) => {
    if (step.depth >= OPEN_DEPTH && (steps[index + 1]?.depth ?? 0) > step.depth) folded.add(step.id);
  });
  return selected === null ? folded : withoutWay(steps, selected, folded);
}

/** The same set when the step is already in sight or does not exist, so that nothing is drawn again for nothing. */
export function withoutWay(steps: readonly StepBrief[], stepId: string, folded: ReadonlySet<string>): ReadonlySet<string> {
  const way: string[] = [];
  const found = steps.findIndex(({ id }) => id === stepId);
  for (let at = found < 0 ? null : parentIndex(steps, found); at !== null; at = parentIndex(steps, at))
    way.push((steps[at] as StepBrief).id);
  if (!way.some((id) => folded.has(id))) return folded;
  const next = new Set(folded);
  for (const id of way) next.delete(id);
  return next;
}
