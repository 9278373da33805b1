import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from './benjamini-hochberg';
import { jensenShannon, populationStability } from './divergence';
import { balancedCramersV, homogeneityTest, MIN_EXPECTED, poolRare } from './homogeneity';
import { newcombeInterval } from './newcombe-interval';
import { kolmogorovSmirnov, mannWhitney } from './ordered-samples';

const count = fc.integer({ min: 0, max: 5000 });
const tables = fc
  .integer({ min: 1, max: 12 })
  .chain((bins) => fc.tuple(fc.array(count, { minLength: bins, maxLength: bins }), fc.array(count, { minLength: bins, maxLength: bins })));
const distances = { populationStability, jensenShannon, balancedCramersV };

describe.each(Object.entries(distances))('%s', (_name, distance) => {
  it('is symmetric and not negative', () => {
    fc.assert(
      fc.property(tables, ([left, right]) => {
        const there = distance(left, right);
        if (there === null) return;
        expect(there).toBeGreaterThanOrEqual(0);
        expect(distance(right, left)).toBeCloseTo(there, 10);
      }),
    );
  });

  it('is zero for proportional counts, empty bins included', () => {
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 9 }), (left, factor) => {
        const there = distance(
          left,
          left.map((each) => each * factor),
        );
        if (there !== null) expect(there).toBeCloseTo(0, 10);
      }),
    );
  });

  it('says nothing where a side is empty', () => {
    expect(distance([0, 0], [3, 4])).toBeNull();
  });
});

describe('bounds', () => {
  it('Jensen–Shannon and Cramér’s V are 1 exactly when nothing is shared', () => {
    expect(jensenShannon([5, 0], [0, 9])).toBe(1);
    expect(balancedCramersV([5, 0], [0, 9])).toBe(1);
    fc.assert(
      fc.property(tables, ([left, right]) => {
        expect(jensenShannon(left, right) ?? 0).toBeLessThanOrEqual(1);
        expect(balancedCramersV(left, right) ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('tests answer p values between 0 and 1, and large ones for proportional counts', () => {
    fc.assert(
      fc.property(tables, ([left, right]) => {
        for (const test of [homogeneityTest(left, right), mannWhitney(left, right), kolmogorovSmirnov(left, right)]) {
          if (!test) continue;
          expect(test.pValue).toBeGreaterThanOrEqual(0);
          expect(test.pValue).toBeLessThanOrEqual(1);
        }
        for (const test of [homogeneityTest(left, left), mannWhitney(left, left), kolmogorovSmirnov(left, left)])
          if (test) expect(test.pValue).toBeGreaterThan(0.999);
      }),
    );
  });

  it('the order of bins matters to no chi-square, and turns Mann–Whitney round', () => {
    fc.assert(
      fc.property(tables, ([left, right]) => {
        const turned = [[...left].reverse(), [...right].reverse()] as const;
        const chi = homogeneityTest(left, right)?.chiSquare;
        if (chi !== undefined) expect(homogeneityTest(...turned)?.chiSquare).toBeCloseTo(chi, 6);
        const test = mannWhitney(left, right);
        if (test) expect(mannWhitney(...turned)?.superiority).toBeCloseTo(1 - test.superiority, 10);
      }),
    );
  });

  it('a difference lies in its interval, and turns its sign with the sides', () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const [hits, cases, otherHits, others] = [Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)];
        const interval = newcombeInterval(hits, cases, otherHits, others);
        if (!interval) return;
        expect(interval.low).toBeLessThanOrEqual(interval.difference);
        expect(interval.high).toBeGreaterThanOrEqual(interval.difference);
        const turned = newcombeInterval(otherHits, others, hits, cases);
        expect(turned?.low).toBeCloseTo(-interval.high, 10);
      }),
    );
  });
});

describe('pooling of rare categories', () => {
  it('keeps every case once, and leaves no group below the least expected count but a lonely one', () => {
    fc.assert(
      fc.property(tables, ([left, right]) => {
        const groups = poolRare(left, right);
        const kept = groups.flat();
        expect(new Set(kept).size).toBe(kept.length);
        const present = left.flatMap((each, index) => (each + (right[index] ?? 0) > 0 ? [index] : []));
        const total = (side: readonly number[]) => side.reduce((sum, each) => sum + each, 0);
        if (total(left) + total(right) === 0) return;
        if (total(left) === 0 || total(right) === 0) return;
        expect([...kept].sort()).toEqual([...present].sort());
        const smaller = Math.min(total(left), total(right)) / (total(left) + total(right));
        const expected = groups.map((group) => group.reduce((sum, index) => sum + (left[index] ?? 0) + (right[index] ?? 0), 0) * smaller);
        if (groups.length > 1) expect(Math.min(...expected)).toBeGreaterThanOrEqual(MIN_EXPECTED);
      }),
    );
  });
});

describe('Benjamini–Hochberg', () => {
  it('never lowers a p value, keeps their order and stays within 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }), (pValues) => {
        const adjusted = benjaminiHochberg(pValues);
        for (const [index, q] of adjusted.entries()) {
          expect(q).toBeGreaterThanOrEqual((pValues[index] ?? 0) - 1e-12);
          expect(q).toBeLessThanOrEqual(1);
          for (const [other, p] of pValues.entries()) if (p < (pValues[index] ?? 0)) expect(adjusted[other] ?? 1).toBeLessThanOrEqual(q);
        }
      }),
    );
  });
});
