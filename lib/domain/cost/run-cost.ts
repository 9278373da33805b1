// What one run adds to the sums of cost: one part for each value that it has.
import type { Usage } from '@/lib/domain/run/run';
import { addCost, type CostKind, type CostSums, NO_COST, PROMPT_SEPARATOR } from './cost-kind';
import { queryType } from './query-type';
import { pathsOf } from './step-path';

export interface CostedRun {
  runId: string;
  costUsd: number | null;
  usage: Usage | null;
  route: string | null;
  userId: string | null;
  promptId: string | null;
  promptVersion: string | null;
  modelName: string | null;
  name: string | null;
  /** Its beginning. */
  input: string | null;
  statedQueryType: string | null;
}

export interface CostedStep {
  stepId: string;
  parentId: string | null;
  kind: string;
  name: string;
  modelName: string | null;
  costUsd: number | null;
  usage: Usage | null;
}

export interface CostPart {
  kind: CostKind;
  /** Empty where the run does not tell it. */
  value: string;
  sums: CostSums;
}

const MAX_VALUE_CHARS = 300;

/**
 * By run for route, user, prompt and query type; by step for models, kinds and paths. A step that holds others with a cost of
 * their own is not counted beside them, because tracers sum them up there. What a run costs beyond its steps is a part without a
 * name: the trace does not tell where it arose.
 */
export function runCost(run: CostedRun, steps: readonly CostedStep[]): CostPart[] {
  const whole = sumsOf(run.costUsd, run.usage, 0);
  const own = ownSteps(steps);
  const all = { ...whole, steps: own.length };
  const prompt =
    run.promptId === null && run.promptVersion === null ? '' : [run.promptId ?? '', run.promptVersion ?? ''].join(PROMPT_SEPARATOR);
  const query = queryType({ stated: run.statedQueryType, input: run.input, name: run.name });
  const part = (kind: CostKind, value: string | null, sums = all): CostPart => ({
    kind,
    value: (value ?? '').slice(0, MAX_VALUE_CHARS),
    sums,
  });
  return [
    part('all', ''),
    part('route', run.route),
    part('user', run.userId),
    part('prompt', prompt),
    part('query', query),
    ...byStep('model', own, whole, (step) => step.modelName ?? run.modelName ?? '', run.modelName ?? '').map(({ value, sums }) =>
      part('model', value, sums),
    ),
    ...byStep('step', own, whole, ({ kind }) => kind, '').map(({ value, sums }) => part('step', value, sums)),
    ...byStep('path', own, whole, pathIn(steps), '').map(({ value, sums }) => part('path', value, sums)),
  ];
}

function pathIn(steps: readonly CostedStep[]): (step: CostedStep) => string {
  const path = pathsOf(steps);
  return ({ stepId }) => path(stepId);
}

/** Steps that tell a cost or tokens, without those that repeat the sum of steps below them. */
function ownSteps(steps: readonly CostedStep[]): CostedStep[] {
  const byId = new Map(steps.map((step) => [step.stepId, step]));
  const told = steps.filter(({ costUsd, usage }) => costUsd !== null || tokensOf(usage) > 0);
  const above = new Set<string>();
  for (const { parentId } of told) {
    let at = parentId;
    while (at !== null && !above.has(at)) {
      above.add(at);
      at = byId.get(at)?.parentId ?? null;
    }
  }
  return told.filter(({ stepId }) => !above.has(stepId));
}

function byStep(
  kind: CostKind,
  own: readonly CostedStep[],
  whole: CostSums,
  nameOf: (step: CostedStep) => string,
  restValue: string,
): { value: string; sums: CostSums }[] {
  const parts = new Map<string, CostSums>();
  for (const step of own) {
    const before = parts.get(nameOf(step)) ?? NO_COST;
    const { runs: _, ...sums } = addCost(before, sumsOf(step.costUsd, step.usage, 1));
    parts.set(nameOf(step), { ...sums, runs: 1, knownRuns: Math.min(1, sums.knownRuns), tokenRuns: Math.min(1, sums.tokenRuns) });
  }
  const rest = remainder(whole, [...parts.values()]);
  if (rest) parts.set(restValue, kind === 'model' && parts.has(restValue) ? merged(parts.get(restValue) ?? NO_COST, rest) : rest);
  return [...parts].map(([value, sums]) => ({ value, sums }));
}

/** What the run says beyond its steps. A fraction of a cent in a million is rounding. */
function remainder(whole: CostSums, parts: readonly CostSums[]): CostSums | null {
  const told = parts.reduce(addCost, NO_COST);
  const cost = whole.knownRuns === 0 ? 0 : Number((whole.costUsd - told.costUsd).toFixed(9));
  const inputTokens = Math.max(0, whole.inputTokens - told.inputTokens);
  const outputTokens = Math.max(0, whole.outputTokens - told.outputTokens);
  const rest: CostSums = {
    ...NO_COST,
    runs: 1,
    knownRuns: cost > 1e-8 ? 1 : 0,
    costUsd: Math.max(0, cost),
    inputTokens,
    // A part of those beyond the steps; a run may tell what its steps do not.
    cachedTokens: Math.min(inputTokens, Math.max(0, whole.cachedTokens - told.cachedTokens)),
    outputTokens,
    reasoningTokens: Math.min(outputTokens, Math.max(0, whole.reasoningTokens - told.reasoningTokens)),
  };
  const isSomething = rest.costUsd > 1e-8 || rest.inputTokens > 0 || rest.outputTokens > 0 || parts.length === 0;
  return isSomething
    ? {
        ...rest,
        tokenRuns: rest.inputTokens + rest.outputTokens > 0 ? 1 : 0,
        knownRuns: parts.length === 0 ? whole.knownRuns : rest.knownRuns,
      }
    : null;
}

function merged(a: CostSums, b: CostSums): CostSums {
  const sums = addCost(a, b);
  return { ...sums, runs: 1, knownRuns: Math.min(1, sums.knownRuns), tokenRuns: Math.min(1, sums.tokenRuns) };
}

function sumsOf(costUsd: number | null, usage: Usage | null, steps: number): CostSums {
  return {
    runs: 1,
    knownRuns: costUsd === null ? 0 : 1,
    costUsd: costUsd ?? 0,
    tokenRuns: tokensOf(usage) > 0 ? 1 : 0,
    inputTokens: usage?.inputTokens ?? 0,
    cachedTokens: usage?.cachedInputTokens ?? 0,
    outputTokens: usage?.outputTokens ?? 0,
    reasoningTokens: usage?.reasoningTokens ?? 0,
    steps,
  };
}

function tokensOf(usage: Usage | null): number {
  return (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0);
}
