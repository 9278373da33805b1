// Where two runs first part: the first place, in the order of what happened, at which one did something that the other did not.
import type { StepDifference } from './compare-steps';

/**
 * `asked`: the step was already given something else; `answered`: asked the same, it answered differently; `set`: it ran with other
 * versions or parameters; `failed`: it failed on one side only; `only_left`, `only_right`: one run has a step there and the other not.
 */
export type DivergenceKind = 'input' | 'asked' | 'answered' | 'set' | 'failed' | 'only_left' | 'only_right' | 'moved' | 'output';

export interface FirstDivergence {
  kind: DivergenceKind;
  /** Place in the rows of the steps; null where the runs part before the first step or only in what came out. */
  row: number | null;
}

const SETTINGS = ['kind', 'name', 'modelName', 'promptVersion', 'parameters', 'toolName', 'promptVariables', 'systemFingerprint'];

/** Null when nothing that a run was asked, did or answered differs. A group differs by its input only: what it answers is made below it. */
export function firstDivergence(
  { isSameInput, isSameOutput }: { isSameInput: boolean; isSameOutput: boolean },
  rows: readonly StepDifference[],
): FirstDivergence | null {
  if (!isSameInput) return { kind: 'input', row: null };
  for (const [row, step] of rows.entries()) {
    const kind = divergenceOf(step, hasStepsBelow(rows, row));
    if (kind !== null) return { kind, row };
  }
  return isSameOutput ? null : { kind: 'output', row: null };
}

function divergenceOf({ status, changes, moved }: StepDifference, isGroup: boolean): DivergenceKind | null {
  if (status === 'removed') return 'only_left';
  if (status === 'added') return 'only_right';
  if (changes.includes('input')) return 'asked';
  if (changes.some((change) => SETTINGS.includes(change))) return 'set';
  if (moved !== null) return 'moved';
  if (isGroup) return null;
  if (changes.includes('status') || changes.includes('error')) return 'failed';
  return changes.includes('output') || changes.includes('finishReason') ? 'answered' : null;
}

function hasStepsBelow(rows: readonly StepDifference[], row: number): boolean {
  const [own, next] = [rows[row], rows[row + 1]];
  const below = (side: 'left' | 'right') => (next?.[side]?.depth ?? -1) > (own?.[side]?.depth ?? Number.POSITIVE_INFINITY);
  return below('left') || below('right');
}
