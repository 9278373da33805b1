// What cannot be stored and why: ids refused by rule, and the database's own refusals told apart from its bad moments.
import 'server-only';
import type { CanonicalRun, CanonicalStep } from '@/lib/domain/run/run';
import { REVIEW_SOURCE_KIND } from '@/lib/domain/review/review-step';
import { idSchema } from '@/lib/domain/run/run-record';

export interface RejectedRun {
  runId: string;
  stepId?: string;
  code: string;
  detail: string;
  path: string;
}

/** The runs without what a rule refuses, and that. A whole run is taken or refused as one. */
export function refuseByRule(runs: readonly CanonicalRun[]): { runs: CanonicalRun[]; rejected: RejectedRun[] } {
  const rejected: RejectedRun[] = [];
  const kept = runs.flatMap((run): CanonicalRun[] => {
    const wrongRun = idProblem(run.runId);
    if (wrongRun) {
      rejected.push({ runId: run.runId.slice(0, 100), code: 'invalid_id', detail: `run id ${wrongRun}`, path: '/run_id' });
      return [];
    }
    const refused = run.steps.flatMap((step, index) => stepProblem(run.runId, step, index) ?? []);
    rejected.push(...(run.isWhole ? refused.slice(0, 1) : refused));
    if (refused.length > 0 && run.isWhole) return [];
    const bad = new Set(refused.map(({ path }) => path));
    if (!run.isWhole && bad.size > 0 && bad.size === run.steps.length) return [];
    return [bad.size === 0 ? run : { ...run, steps: run.steps.filter((_step, index) => !bad.has(stepPath(index))) }];
  });
  return { runs: kept, rejected };
}

function stepProblem(runId: string, step: CanonicalStep, index: number): RejectedRun | null {
  // Steps of this kind are written by decisions alone: what a tracer sends must not look like one.
  if (step.sourceKind === REVIEW_SOURCE_KIND)
    return {
      runId,
      stepId: step.stepId.slice(0, 100),
      code: 'reserved_kind',
      detail: `the kind ${REVIEW_SOURCE_KIND} belongs to reviews that were made here; send another one`,
      path: stepPath(index),
    };
  const wrong = idProblem(step.stepId) ?? (step.parentId === null ? null : idProblem(step.parentId));
  return wrong
    ? { runId, stepId: step.stepId.slice(0, 100), code: 'invalid_id', detail: `step or parent id ${wrong}`, path: stepPath(index) }
    : null;
}

function stepPath(index: number): string {
  return `/steps/${index}`;
}

function idProblem(id: string): string | null {
  const parsed = idSchema.safeParse(id);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? 'is not valid';
  return /\p{Surrogate}/u.test(id) ? 'must not hold half of a surrogate pair' : null;
}

/** SQLSTATE classes that speak of the data: malformed values, broken rules, program limits. Sending it again cannot help. */
export function isRefusedData(error: unknown): boolean {
  return isTooDeep(error) || /^(22|23|54)/.test(sqlState(error) ?? '');
}

export function refusalText(error: unknown): string {
  return isTooDeep(error) ? 'A value is nested too deep to be stored.' : `The database cannot hold it: ${(error as Error).message}.`;
}

/** Readers bound the depth of values; should one not, its record is refused like any other that cannot be stored. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError;
}

/** Connection lost or refused, shutdown, too many clients, out of space, lock not got: the same batch may pass in a while. */
export function isPassingFault(error: unknown): boolean {
  const code = sqlState(error);
  if (code !== null) return /^(08|40|53|55|57|58|XX)/.test(code);
  const { code: systemCode, message } = error as { code?: unknown; message?: unknown };
  return (
    (typeof systemCode === 'string' && /^E[A-Z]+$/.test(systemCode)) ||
    (typeof message === 'string' && /connection (terminated|ended)|timeout|Client has encountered/i.test(message))
  );
}

export function isDeadlock(error: unknown): boolean {
  return /^40/.test(sqlState(error) ?? '');
}

function sqlState(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}
