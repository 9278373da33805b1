// Makes one boundary of the trace map: what its steps and findings add to what is known of it.
import type { Finding, Severity } from './evidence';
import { groupBy } from '@/lib/domain/group-by';
import type { AssembledStep } from '@/lib/domain/run/run';
import { compareNs, millisecondsSince } from '@/lib/domain/run/nanoseconds';
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
  const { stepById, ofBoundary } = sorted(run.record.steps);
  const steps = ofBoundary.get(id) ?? [];
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

interface SortedSteps {
  stepById: ReadonlyMap<string, AssembledStep>;
  ofBoundary: ReadonlyMap<BoundaryId | null, AssembledStep[]>;
}

/** Made once for the twelve boundaries of a run: a run may have 100,000 steps. */
const known = new WeakMap<readonly AssembledStep[], SortedSteps>();

function sorted(steps: readonly AssembledStep[]): SortedSteps {
  const held = known.get(steps);
  if (held) return held;
  const made = { stepById: new Map(steps.map((step) => [step.stepId, step])), ofBoundary: groupBy(steps, boundaryOfStep) };
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
  const first = steps.reduce<string | null>(
    (least, { startNs }) => (startNs !== null && (least === null || compareNs(startNs, least) < 0) ? startNs : least),
    null,
  );
  return {
    startedAt: first === null ? null : new Date(Number(BigInt(first) / 1_000_000n)).toISOString(),
    durationMs: first === null ? null : coveredMs(steps, first),
  };
}

/** Time in which at least one of the steps was running: nested and parallel steps are not counted twice. */
function coveredMs(steps: readonly AssembledStep[], firstNs: string): number | null {
  const spans = steps.flatMap(({ startNs, endNs }) =>
    startNs === null || endNs === null ? [] : [[millisecondsSince(firstNs, startNs), millisecondsSince(firstNs, endNs)] as const],
  );
  if (spans.length === 0) return null;
  spans.sort((a, b) => a[0] - b[0]);
  let covered = 0;
  let until = spans[0]?.[0] ?? 0;
  for (const [start, end] of spans) {
    const from = Math.max(start, until);
    if (end <= from) continue;
    covered += end - from;
    until = end;
  }
  return Math.round(covered * 1e6) / 1e6;
}

function costOf(steps: readonly AssembledStep[]): number | null {
  const costs = steps.flatMap(({ facts }) => (facts.costUsd === undefined ? [] : [facts.costUsd]));
  return costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0);
}
