// Makes one boundary of the trace map: what its steps and findings add to what is known of it.
import type { Finding, Severity } from './evidence';
import type { AssembledStep } from '@/lib/domain/run/run';
import { type Boundary, type BoundaryId, boundaryOfFinding, boundaryOfStep, type TracedRun } from './trace-boundary';

const SEVERITY_ORDER: readonly Severity[] = ['high', 'medium', 'low', 'info'];

/** What the facts of a run say about a boundary. `isKnown` false with no step and no problem: absent. */
export interface BoundaryDraft {
  title: string;
  summary: string;
  input: string | null;
  output: string | null;
  version: string | null;
  isKnown: boolean;
  unknown?: string[];
}

/** A boundary with what its steps and findings add to the draft. */
export function boundary(run: TracedRun, id: BoundaryId, { isKnown, unknown = [], ...draft }: BoundaryDraft): Boundary {
  const steps = run.record.steps.filter((step) => boundaryOfStep(step) === id);
  const stepById = stepsById(run.record.steps);
  const findings = run.findings.filter((finding) => boundaryOfFinding(finding, stepById) === id);
  const problems = [...findings.map(problemOf), ...stepProblems(steps, findings)].sort(
    (a, b) => SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity),
  );
  const isAbsent = !isKnown && steps.length === 0 && problems.length === 0;
  return {
    id,
    ...draft,
    summary: isAbsent ? 'Not in the trace' : draft.summary,
    ...timesOf(steps),
    costUsd: costOf(steps),
    stepIds: steps.map(({ stepId }) => stepId),
    problems,
    unknown: isAbsent ? [] : unknown,
    status: isAbsent ? 'absent' : statusOf(problems),
  };
}

/** Made once for the twelve boundaries of a run: a run may have 100,000 steps. */
const known = new WeakMap<readonly AssembledStep[], ReadonlyMap<string, AssembledStep>>();

function stepsById(steps: readonly AssembledStep[]): ReadonlyMap<string, AssembledStep> {
  const held = known.get(steps);
  if (held) return held;
  const made = new Map(steps.map((step) => [step.stepId, step]));
  known.set(steps, made);
  return made;
}

export function statusOf(problems: Boundary['problems']): 'ok' | 'warn' | 'fail' {
  const worst = problems[0]?.severity;
  return worst === 'high' ? 'fail' : worst === 'medium' ? 'warn' : 'ok';
}

function problemOf({ severity, detail, code }: Finding): Boundary['problems'][number] {
  return { severity, detail, code };
}

/** A step that failed and was tried again with success is a sign, not the failure. */
function stepProblems(steps: readonly AssembledStep[], findings: readonly Finding[]): Boundary['problems'] {
  const told = new Set(findings.map(({ stepId }) => stepId));
  const lastPassed = new Map(steps.flatMap(({ name, status }, index) => (status === 'ok' ? [[name, index] as const] : [])));
  return steps.flatMap((step, index): Boundary['problems'] => {
    if (step.status !== 'error' || told.has(step.stepId)) return [];
    const isRecovered = (lastPassed.get(step.name) ?? -1) > index;
    return [
      {
        severity: isRecovered ? 'medium' : 'high',
        code: 'step_error',
        detail: `${step.name} failed${step.error ? `: ${step.error}` : ''}${isRecovered ? ' (a later attempt passed)' : ''}`,
      },
    ];
  });
}

function timesOf(steps: readonly AssembledStep[]): { startedAt: string | null; durationMs: number | null } {
  const starts = steps.flatMap(({ startNs }) => (startNs === null ? [] : [BigInt(startNs)]));
  const first = starts.reduce<bigint | null>((least, at) => (least === null || at < least ? at : least), null);
  return { startedAt: first === null ? null : new Date(Number(first / 1_000_000n)).toISOString(), durationMs: coveredMs(steps) };
}

/** Time in which at least one of the steps was running: nested and parallel steps are not counted twice. */
function coveredMs(steps: readonly AssembledStep[]): number | null {
  const spans = steps.flatMap(({ startNs, endNs }) =>
    startNs === null || endNs === null ? [] : [[BigInt(startNs), BigInt(endNs)] as const],
  );
  if (spans.length === 0) return null;
  spans.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  let covered = 0n;
  let until = spans[0]?.[0] ?? 0n;
  for (const [start, end] of spans) {
    const from = start > until ? start : until;
    if (end > from) {
      covered += end - from;
      until = end;
    }
  }
  return Number(covered) / 1e6;
}

function costOf(steps: readonly AssembledStep[]): number | null {
  const costs = steps.flatMap(({ facts }) => (facts.costUsd === undefined ? [] : [facts.costUsd]));
  return costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0);
}
