import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRun, bounded, emptyRow, MAX_VALUES } from './day-row';
import { OTHERS } from './drift-dimension';
import { NO_SUMS, type RunContribution, runContribution } from './run-contribution';

const RUN = {
  startedAt: new Date('2026-11-30T23:59:59Z'),
  route: 'refund',
  promptId: 'answer',
  promptVersion: '3',
  modelName: 'model-a',
  environment: 'production',
  risk: 0.37,
  confidence: null,
  finishReason: null,
  codes: ['refusal', 'weak_match'],
  claimStates: { exact: 2, missing: 1 },
  passages: 3,
  usedPassages: 0,
  reviewOutcome: null,
  overrideReasons: [],
  latencyMs: 1200,
  costUsd: 0.01,
  inputTokens: 900,
  outputTokens: null,
};

describe('what a run adds', () => {
  it('is counted on the UTC day of its start, in the slice of each thing it states', () => {
    const { day, slices, counts, sums } = runContribution(RUN);
    expect(day).toBe('2026-11-30');
    expect(slices).toEqual([
      ['all', ''],
      ['route', 'refund'],
      ['prompt', 'answer\u001f3'],
      ['model', 'model-a'],
      ['environment', 'production'],
    ]);
    expect(counts).toMatchObject({
      refusal: { refused: 1 },
      retrieval: { unused: 1 },
      finding: { refusal: 1, weak_match: 1 },
      evidence: { exact: 2, missing: 1 },
      risk: { '1': 1 },
      finish: { '': 1 },
      latency: { '20': 1 },
    });
    expect(counts).not.toHaveProperty('confidence');
    expect(counts).not.toHaveProperty('review');
    expect(sums).toMatchObject({ runs: 1, costUsd: 0.01, inputTokens: 900, outputTokens: 0, tokenRuns: 1 });
  });

  it('can be taken off again, whatever was added meanwhile', () => {
    const contribution = fc.record({
      a: fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.integer({ min: 1, max: 9 })),
      b: fc.dictionary(fc.constantFrom('u', 'v'), fc.integer({ min: 1, max: 9 })),
    });
    fc.assert(
      fc.property(fc.array(contribution, { maxLength: 20 }), contribution, (others, own) => {
        const made = (counts: RunContribution['counts']): RunContribution => ({
          day: 'd',
          slices: [],
          counts,
          sums: { ...NO_SUMS, runs: 1 },
        });
        const [plain, mixed] = [emptyRow('d', 'all', ''), emptyRow('d', 'all', '')];
        applyRun(mixed, made(own), 1);
        for (const other of others) for (const row of [plain, mixed]) applyRun(row, made(other), 1);
        applyRun(mixed, made(own), -1);
        expect(mixed).toEqual(plain);
      }),
    );
  });

  it('keeps a day with endless names of routes small, and loses no case', () => {
    const whole = emptyRow('2026-11-30', 'all', '');
    for (let index = 0; index < 500; index++) {
      const contribution = bounded(runContribution({ ...RUN, route: `r${index}` }), whole, () => false);
      expect(contribution.slices).toEqual([['all', '']]);
      applyRun(whole, contribution, 1);
    }
    const routes = whole.counts['route'] ?? {};
    expect(Object.keys(routes).length).toBe(MAX_VALUES + 1);
    expect(routes[OTHERS]).toBe(400);
  });
});
