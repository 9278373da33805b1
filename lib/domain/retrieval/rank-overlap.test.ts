import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankOverlap } from './rank-overlap';

const list = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 8 });

describe('rank-biased overlap', () => {
  it('is that of the definition, worked out by hand', () => {
    // Agreement at depths 1, 2, 3: 0, 1, 1; weights 1, 0.9, 0.81.
    expect(rankOverlap(['a', 'b', 'c'], ['b', 'a', 'c'])).toBeCloseTo((0.9 + 0.81) / 2.71, 12);
    // 1, 1/2.
    expect(rankOverlap(['a', 'b'], ['a', 'c'])).toBeCloseTo((1 + 0.45) / 1.9, 12);
    expect(rankOverlap(['a'], ['a', 'b'])).toBeCloseTo((1 + 0.45) / 1.9, 12);
  });

  it('is 1 for equal lists, 0 for disjoint ones, symmetric and within these', () => {
    expect(rankOverlap([], [])).toBe(1);
    expect(rankOverlap(['a'], [])).toBe(0);
    fc.assert(
      fc.property(list, list, (a, b) => {
        const overlap = rankOverlap(a, b);
        expect(overlap).toBeCloseTo(rankOverlap(b, a), 12);
        expect(overlap).toBeGreaterThanOrEqual(0);
        expect(overlap).toBeLessThanOrEqual(1 + 1e-12);
        expect(rankOverlap(a, a)).toBeCloseTo(1, 12);
        if (a.length + b.length > 0 && !a.some((one) => b.includes(one))) expect(overlap).toBe(0);
      }),
    );
  });

  it('counts the top most', () => {
    expect(rankOverlap(['a', 'b', 'c', 'd'], ['x', 'b', 'c', 'd'])).toBeLessThan(rankOverlap(['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'x']));
  });
});
