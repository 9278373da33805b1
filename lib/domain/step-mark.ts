// What the tree of an assembled run says about a step that does not simply stand in its place.

/**
 * orphan: its parent never arrived; cycle: its ancestors loop and it is shown as a root; not_received: a placeholder for a parent
 * that never arrived; recovered: a model call without a span, known from the error of the step above.
 */
export const STEP_MARKS = ['orphan', 'cycle', 'not_received', 'recovered'] as const;
export type StepMark = (typeof STEP_MARKS)[number];

/** Stands in the tree for a step that was never sent. */
export function isMissing(mark: StepMark | null): boolean {
  return mark === 'not_received' || mark === 'recovered';
}
