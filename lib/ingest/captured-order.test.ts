import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import { type CapturedCase, capturedCases } from './captured-requests';
import { type CapturedRun, capturedRunsOf, capturedSpans } from './captured-runs';

const SDKS = ['langfuse-v5', 'ai-sdk-6', 'ai-sdk-7', 'ai-sdk-7-legacy', 'traceloop', 'traceloop-0.16', 'openinference-langchain'];
const cases = capturedCases(SDKS);

/** Everything that is stored of the runs, in an order of its own. */
function written(runs: CapturedRun[]): string {
  const plain = runs.map(({ runId, source, stated, steps }) => ({
    runId,
    source,
    stated,
    steps: [...steps.values()].sort((a, b) => (a.stepId < b.stepId ? -1 : 1)),
  }));
  const sorted = plain.sort((a, b) => (a.runId < b.runId ? -1 : 1));
  return stableJson(
    JSON.parse(JSON.stringify(sorted, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))) as Json,
  );
}

/** A shuffle that is the same in every run of the test. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
  return list
    .map((value) => ({ value, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

describe.runIf(cases.length > 0)('a run is the same', () => {
  it.each(cases.map((captured): [string, CapturedCase] => [`${captured.sdk}/${captured.name}`, captured]))(
    'span by span, in any order and twice: %s',
    (_name, { requests }) => {
      const spans = requests.flatMap(capturedSpans);
      const whole = written(capturedRunsOf([spans]));
      expect(whole.length).toBeGreaterThan(100);
      for (const seed of [1, 2, 3]) {
        const order = shuffled(spans, seed);
        expect(written(capturedRunsOf(order.map((span) => [span])))).toBe(whole);
        const half = Math.ceil(order.length / 2);
        expect(written(capturedRunsOf([order.slice(half), order.slice(0, half), order]))).toBe(whole);
      }
    },
  );
});
