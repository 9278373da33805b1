// The engine with a limit on its time: a run that cannot be checked is not left out, it is a finding.
import type { Evaluation, EvaluationInput } from '@/lib/domain/evaluation';
import type { Finding } from '@/lib/domain/evidence';
import { runRisk } from '@/lib/domain/risk/risk';
import { evaluateRun } from './evaluate-run';
import { OutOfTime, withinTime } from './within-time';

export interface BoundedEvaluation {
  evaluation: Evaluation;
  /** What went wrong, for the log; null when the run was checked. */
  failure: unknown;
}

export function evaluateWithin(
  limitMs: number,
  input: EvaluationInput,
  evaluate: (input: EvaluationInput) => Evaluation = evaluateRun,
): BoundedEvaluation {
  try {
    return { evaluation: withinTime(limitMs, () => evaluate(input)), failure: null };
  } catch (failure) {
    return { evaluation: notChecked(failure), failure };
  }
}

function notChecked(failure: unknown): Evaluation {
  const reason =
    failure instanceof OutOfTime
      ? `checking was cut off after ${Math.round(failure.limitMs / 1000)} s`
      : `checking failed (${failure instanceof Error ? failure.name : 'unknown error'})`;
  const finding: Finding = {
    code: 'run_not_checked',
    severity: 'high',
    claimId: null,
    stepId: null,
    anchors: [],
    checkId: 'engine',
    checkVersion: '1',
    detail: `Nothing in this run has been checked: ${reason}. Look at it whole.`,
  };
  return { claims: [], findings: [finding], risk: runRisk([], [finding]), usedPassages: [] };
}
