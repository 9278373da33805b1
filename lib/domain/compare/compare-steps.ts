// The steps of two runs in aligned rows: what changed, what moved, what was renamed, and what tools were asked and answered.
import type { StepKind } from '@/lib/domain/run/run';
import type { StepAlignment } from './align-steps';
import { type AlignedStatus, alignedRows, statusOf } from './aligned-rows';
import type { ComparableStep } from './comparable-run';
import { type BodyDifference, compareBodies } from './compare-values';
import { isEqualJson } from './field-edits';
import { shownName } from './step-forest';
import { type StepMove, stepMoves } from './step-moves';

export interface StepBrief {
  stepId: string;
  name: string;
  depth: number;
  status: string;
  durationMs: number | null;
  modelName: string | null;
  error: string | null;
}
export interface StepDifference {
  kind: StepKind;
  name: string;
  status: AlignedStatus;
  left: StepBrief | null;
  right: StepBrief | null;
  /** Names of what differs: `name` is a rename, `body` alone means other attributes only. */
  changes: string[];
  moved: StepMove | null;
  /** What went in and what came out; null where it is the same, or where there are too many to say at once. */
  input: BodyDifference | null;
  output: BodyDifference | null;
}

/** Rows whose bodies are compared word by word; the others say that they differ. */
export const DETAILED_ROWS = 80;

const FACTS = ['modelName', 'promptVersion', 'finishReason', 'parameters', 'toolName', 'promptVariables', 'systemFingerprint'] as const;

export function compareSteps(alignment: StepAlignment): StepDifference[] {
  const { left, right, toRight } = alignment;
  const moves = stepMoves(alignment);
  let detailed = 0;
  return alignedRows(left.count, right.count, toRight).map(([l, r]): StepDifference => {
    const before = l === null ? null : (left.steps[l] as ComparableStep);
    const after = r === null ? null : (right.steps[r] as ComparableStep);
    const { kind, name } = (after ?? before) as ComparableStep;
    const moved = (l !== null && moves.get(l)) || null;
    const changes = before && after ? stepChanges(before, after) : [];
    const isDetailed = before && after && (changes.includes('input') || changes.includes('output')) && detailed++ < DETAILED_ROWS;
    return {
      kind,
      name,
      status: statusOf(before, after, changes.length > 0 || moved !== null),
      left: before && stepBrief(before),
      right: after && stepBrief(after),
      changes,
      moved,
      input: isDetailed ? compareBodies(before.input, after.input) : null,
      output: isDetailed ? compareBodies(before.output, after.output) : null,
    };
  });
}

/** Other attributes of the span, another depth below a new group, another time: nothing that a reader looks for first. */
export function isMinor({ status, changes, moved }: Pick<StepDifference, 'status' | 'changes' | 'moved'>): boolean {
  return (
    status === 'same' || (status === 'changed' && moved === null && changes.every((change) => change === 'body' || change === 'depth'))
  );
}

export function stepChanges(before: ComparableStep, after: ComparableStep): string[] {
  return [
    ...(before.kind === after.kind ? [] : ['kind']),
    ...(shownName(before) === shownName(after) && before.name === after.name ? [] : ['name']),
    ...(['status', 'error', 'depth'] as const).filter((field) => before[field] !== after[field]),
    ...FACTS.filter((field) => !isEqualJson(before.facts[field] ?? null, after.facts[field] ?? null)),
    ...(['input', 'output'] as const).filter((side) => before[side].digest !== after[side].digest),
    ...(before.bodySha256 === after.bodySha256 ? [] : ['body']),
  ];
}

function stepBrief({ stepId, name, depth, status, startNs, endNs, error, facts }: ComparableStep): StepBrief {
  const durationMs = startNs === null || endNs === null ? null : Number(BigInt(endNs) - BigInt(startNs)) / 1e6;
  return { stepId, name, depth, status, error, modelName: facts.modelName ?? null, durationMs };
}
