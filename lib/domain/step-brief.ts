// A step in few bytes: what a row of the tree and the waterfall needs. A run of 50,000 steps travels as these.
import type { Finding } from './evidence';
import type { AssembledRun, AssembledStep, StepKind } from '@/lib/domain/run/run';

export interface StepBrief {
  id: string;
  kind: StepKind;
  name: string;
  depth: number;
  mark: AssembledStep['mark'];
  status: AssembledStep['status'];
  error: string | null;
  /** Since the earliest step of the run. */
  startMs: number | null;
  durationMs: number | null;
  tokens: number | null;
  costUsd: number | null;
  modelName: string | null;
  /** Findings that name this step. */
  problems: number;
}

/** In tree order, one for each step. */
export function stepBriefs({ steps }: AssembledRun, findings: readonly Finding[]): StepBrief[] {
  const problems = new Map<string, number>();
  for (const { stepId } of findings) if (stepId !== null) problems.set(stepId, (problems.get(stepId) ?? 0) + 1);
  let first: bigint | null = null;
  for (const { startNs } of steps) if (startNs !== null && (first === null || BigInt(startNs) < first)) first = BigInt(startNs);
  const sinceFirst = (ns: string | null) => (ns === null || first === null ? null : Number(BigInt(ns) - first) / 1e6);
  const drawnAt: (number | null)[] = [];
  /** Where clocks of two machines disagree, a step is not drawn before the one above it. */
  const drawn = (depth: number, startMs: number | null) => {
    const above = depth === 0 ? null : (drawnAt[depth - 1] ?? null);
    drawnAt.length = depth;
    drawnAt[depth] = startMs !== null && above !== null ? Math.max(startMs, above) : startMs;
    return drawnAt[depth] ?? null;
  };
  return steps.map(({ stepId, kind, name, depth, mark, status, error, startNs, endNs, facts }) => ({
    id: stepId,
    kind,
    name,
    depth,
    mark,
    status,
    error,
    startMs: drawn(depth, sinceFirst(startNs)),
    durationMs: startNs === null || endNs === null ? null : Number(BigInt(endNs) - BigInt(startNs)) / 1e6,
    tokens:
      facts.usage?.inputTokens === undefined && facts.usage?.outputTokens === undefined
        ? null
        : (facts.usage.inputTokens ?? 0) + (facts.usage.outputTokens ?? 0),
    costUsd: facts.costUsd ?? null,
    modelName: facts.modelName ?? null,
    problems: problems.get(stepId) ?? 0,
  }));
}
