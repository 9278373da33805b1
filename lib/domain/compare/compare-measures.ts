// What both runs cost and took: numbers side by side, absent where a run did not say.
import type { RunFacts } from '@/lib/domain/run/run';

export type MeasureName =
  | 'costUsd'
  | 'latencyMs'
  | 'inputTokens'
  | 'cachedInputTokens'
  | 'outputTokens'
  | 'reasoningTokens'
  | 'steps'
  | 'failedSteps'
  | 'retries';

export interface MeasureDifference {
  name: MeasureName;
  left: number | null;
  right: number | null;
  /** Right by left; null where it says nothing (absent, or the left is zero). */
  ratio: number | null;
}

/** Numbers of a list row, which are known also where a run did not state them. */
export interface RunMeasures {
  costUsd: number | null;
  latencyMs: number | null;
  stepCount: number;
  errorCount: number;
}

/** In US dollars, milliseconds, tokens and counts. Measures that neither side has are left out. */
export function compareMeasures(
  left: { facts: RunFacts; measures: RunMeasures },
  right: { facts: RunFacts; measures: RunMeasures },
): MeasureDifference[] {
  const of = ({ facts, measures }: typeof left): Record<MeasureName, number | null> => ({
    costUsd: measures.costUsd,
    latencyMs: measures.latencyMs,
    inputTokens: facts.usage?.inputTokens ?? null,
    cachedInputTokens: facts.usage?.cachedInputTokens ?? null,
    outputTokens: facts.usage?.outputTokens ?? null,
    reasoningTokens: facts.usage?.reasoningTokens ?? null,
    steps: measures.stepCount,
    failedSteps: measures.errorCount,
    retries: facts.retries ?? null,
  });
  const [before, after] = [of(left), of(right)];
  return (Object.keys(before) as MeasureName[])
    .filter((name) => before[name] !== null || after[name] !== null)
    .map((name) => ({ name, left: before[name], right: after[name], ratio: ratioOf(before[name], after[name]) }));
}

function ratioOf(left: number | null, right: number | null): number | null {
  return left === null || right === null || left === 0 ? null : right / left;
}
