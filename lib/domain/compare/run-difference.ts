// The whole difference of two runs as data: it can be stored, turned round, and applied to the left to give the right.
import { alignRuns, type RunAlignment } from './align-runs';
import type { ComparablePassage, ComparableRun, ComparableStep } from './comparable-run';
import { applyFieldEdits, type FieldEdit, fieldEdits, invertFieldEdits } from './field-edits';
import { applyListDifference, invertListDifference, isEmptyList, type ListDifference, listDifference } from './list-difference';
import { applyValueDifference, invertValueDifference, type ValueDifference, valueDifference } from './value-difference';

export interface RunDifference {
  runId: FieldEdit[];
  /** All facts but the output, which has a part of its own. */
  facts: FieldEdit[];
  steps: ListDifference<ComparableStep>;
  passages: ListDifference<ComparablePassage>;
  claims: ListDifference<ComparableRun['claims'][number]>;
  findings: ListDifference<ComparableRun['findings'][number]>;
  output: ValueDifference | null;
}

export function runDifference(left: ComparableRun, right: ComparableRun, alignment: RunAlignment = alignRuns(left, right)): RunDifference {
  return {
    runId: fieldEdits({ runId: left.runId }, { runId: right.runId }),
    facts: fieldEdits(left.facts, right.facts),
    steps: listDifference(left.steps, right.steps, alignment.steps.toRight),
    passages: listDifference(left.passages, right.passages, alignment.passages),
    claims: listDifference(left.claims, right.claims, alignment.claims),
    findings: listDifference(left.findings, right.findings, alignment.findings),
    output: valueDifference(left.output, right.output),
  };
}

/** Gives the right run. Throws when `left` is not the run that the difference was made from. */
export function applyDifference(left: ComparableRun, difference: RunDifference): ComparableRun {
  return {
    runId: applyFieldEdits({ runId: left.runId }, difference.runId).runId,
    facts: applyFieldEdits(left.facts, difference.facts),
    steps: applyListDifference(left.steps, difference.steps),
    passages: applyListDifference(left.passages, difference.passages),
    claims: applyListDifference(left.claims, difference.claims),
    findings: applyListDifference(left.findings, difference.findings),
    output: applyValueDifference(left.output, difference.output),
  };
}

/** The difference the other way round. */
export function invertDifference(difference: RunDifference): RunDifference {
  return {
    runId: invertFieldEdits(difference.runId),
    facts: invertFieldEdits(difference.facts),
    steps: invertListDifference(difference.steps),
    passages: invertListDifference(difference.passages),
    claims: invertListDifference(difference.claims),
    findings: invertListDifference(difference.findings),
    output: invertValueDifference(difference.output),
  };
}

export function isEmptyDifference({ runId, facts, output, ...lists }: RunDifference): boolean {
  return runId.length === 0 && facts.length === 0 && output === null && Object.values(lists).every(isEmptyList);
}
