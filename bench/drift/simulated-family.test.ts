import { describe, expect, it } from 'vitest';
import { judgeFamily, TESTS_A_WEEK } from '@/lib/domain/drift/drift-family';
import { DEFAULT_DRIFT_SETTINGS } from '@/lib/domain/drift/drift-settings';
import { QUIET_WORLD } from '@/lib/domain/drift/simulate-days';
import { familyAt, HISTORY_DAYS, simulateSlices, START } from './simulated-family';

/** The long form is bench/drift-false-alarms.ts. */
const rule = {
  level: DEFAULT_DRIFT_SETTINGS.level / TESTS_A_WEEK,
  minEffect: DEFAULT_DRIFT_SETTINGS.min_effect,
  minCases: DEFAULT_DRIFT_SETTINGS.min_cases,
};
const world = { ...QUIET_WORLD, runsPerDay: 400 };

describe('the drift alarm over simulated weeks', () => {
  it('is silent on nearly all quiet weeks, on which a plain chi-square cries wolf', () => {
    const weeks = 24;
    const simulated = simulateSlices(
      { ...world, sessionRuns: 10, repetition: 0.6 },
      { start: START, days: HISTORY_DAYS + weeks * 7, seed: 5 },
    );
    let alarms = 0;
    let naive = 0;
    for (let week = 0; week < weeks; week++) {
      const family = familyAt(simulated, HISTORY_DAYS + week * 7);
      if (judgeFamily(family, { ...rule, minEffect: 0 }).some(({ isMoved }) => isMoved)) alarms++;
      const asIndependent = family.map(({ slice, comparison }) => ({
        slice,
        comparison: { ...comparison, pValue: comparison.chiSquare?.pValue ?? null },
      }));
      if (judgeFamily(asIndependent, rule).some(({ isMoved }) => isMoved)) naive++;
    }
    expect(alarms).toBeLessThanOrEqual(2);
    expect(naive).toBeGreaterThan(weeks / 2);
  });

  it('sees refusals rise from 2 to 6 percent within the week, and calls nothing else moved', () => {
    const span = { start: START, days: HISTORY_DAYS, seed: 11, shift: { 'refusal:refused': 3.1 }, shiftFrom: HISTORY_DAYS - 7 };
    const moved = judgeFamily(familyAt(simulateSlices(world, span), HISTORY_DAYS - 1), rule).filter(({ isMoved }) => isMoved);
    expect(moved.map(({ comparison }) => comparison.dimension)).toContain('refusal');
    expect(new Set(moved.map(({ comparison }) => comparison.dimension))).toEqual(new Set(['refusal']));
    const all = moved.find(({ slice }) => slice.kind === 'all');
    expect(all?.qValue).toBeLessThan(0.01);
  });

  it('sees latencies rise by a half, though schemas and codes stay as they were', () => {
    const shift = { 'latency:24': 2, 'latency:25': 3, 'latency:26': 4 };
    const span = { start: START, days: HISTORY_DAYS, seed: 12, shift, shiftFrom: HISTORY_DAYS - 7 };
    const moved = judgeFamily(familyAt(simulateSlices(world, span), HISTORY_DAYS - 1), rule).filter(({ isMoved }) => isMoved);
    expect(new Set(moved.map(({ comparison }) => comparison.dimension))).toEqual(new Set(['latency']));
    expect(moved[0]?.comparison.superiority).toBeGreaterThan(0.55);
  });
});
