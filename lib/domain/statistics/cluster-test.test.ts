import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClusterDay, clusterTest } from './cluster-test';
import { homogeneityTest } from './homogeneity';

/** Binomial counts of independent cases, by a fixed stream. */
function independentDays(days: number, size: number, share: number, seed: number, from = 0): ClusterDay[] {
  let state = seed;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return Array.from({ length: days }, (_, index) => {
    let hits = 0;
    for (let run = 0; run < size; run++) if (random() < share) hits++;
    return { at: from + index, size, values: [hits, size - hits] };
  });
}
const shares = (p: number) => ({ metric: [p, 1 - p], independentTrace: 1 });

describe('the test by days', () => {
  it('comes near the plain chi-square where cases are independent', () => {
    const reference = independentDays(56, 300, 0.1, 7);
    const current = independentDays(7, 300, 0.13, 99, 56);
    const sum = (days: ClusterDay[], index: number) => days.reduce((total, { values }) => total + (values[index] ?? 0), 0);
    const test = clusterTest({ current, reference, earlier: [], ...shares(0.105) });
    const plain = homogeneityTest([sum(current, 0), sum(current, 1)], [sum(reference, 0), sum(reference, 1)]);
    const logs = [test?.pValue, plain?.pValue].map((p) => Math.log10(p ?? 1));
    expect(Math.abs((logs[0] ?? 0) - (logs[1] ?? 0))).toBeLessThan(0.5 * Math.abs(logs[1] ?? 1));
    expect(test?.designEffect).toBeLessThan(1.6);
  });

  it('is not moved by one burst, as chi-square is', () => {
    const reference = independentDays(28, 300, 0.1, 3);
    const burst = reference.map((day, index) =>
      index % 9 === 4 ? { ...day, values: [day.values[0] ?? 0, 0].map((v, j) => (j === 0 ? v + 60 : 240 - v)) } : day,
    );
    const current = independentDays(7, 300, 0.1, 41, 28).map((day, index) => (index === 2 ? { ...day, values: [95, 205] } : day));
    const test = clusterTest({ current, reference: burst, earlier: [], ...shares(0.12) });
    expect(test?.designEffect).toBeGreaterThan(3);
    expect(test?.pValue).toBeGreaterThan(0.05);
  });

  it('compares like weekdays: a weekend that was always different is no change in a window of weekends only', () => {
    const weekly = (at: number): ClusterDay => {
      const isWeekend = at % 7 > 4;
      const hits = (isWeekend ? 60 : 20) + (at % 3);
      return { at, size: 200, values: [hits, 200 - hits] };
    };
    const reference = Array.from({ length: 28 }, (_, at) => weekly(at));
    const current = [weekly(33), weekly(34)];
    const test = clusterTest({ current, reference, earlier: [], ...shares(0.15) });
    expect(Math.abs(test?.difference[0] ?? 1)).toBeLessThan(0.02);
    expect(test?.pValue).toBeGreaterThan(0.05);
  });

  it('turns with the sides, does not depend on the order of categories, and says nothing of too few days', () => {
    const day = fc.integer({ min: 10, max: 90 });
    fc.assert(
      fc.property(fc.array(day, { minLength: 21, maxLength: 21 }), fc.array(day, { minLength: 7, maxLength: 7 }), (before, now) => {
        const days = (hits: number[], from: number, isTurned: boolean): ClusterDay[] =>
          hits.map((h, index) => ({ at: from + index, size: 100, values: isTurned ? [100 - h, h] : [h, 100 - h] }));
        const one = clusterTest({ current: days(now, 21, false), reference: days(before, 0, false), earlier: [], ...shares(0.5) });
        const turned = clusterTest({ current: days(now, 21, true), reference: days(before, 0, true), earlier: [], ...shares(0.5) });
        expect(one?.pValue).toBeCloseTo(turned?.pValue ?? -1, 9);
        expect(one?.difference[0]).toBeCloseTo(-(one?.difference[1] ?? 0), 9);
        expect(one?.pValue).toBeGreaterThanOrEqual(0);
        expect(one?.pValue).toBeLessThanOrEqual(1);
      }),
    );
    const few = independentDays(3, 100, 0.2, 1);
    expect(clusterTest({ current: few, reference: few, earlier: [], ...shares(0.2) })).toBeNull();
    expect(clusterTest({ current: [], reference: few, earlier: [], ...shares(0.2) })).toBeNull();
  });
});
