import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { applyValueDifference, invertValueDifference, valueDifference } from './value-difference';

const SEED = { seed: 20261130, numRuns: 400 };
const anyJson = fc.jsonValue({ maxDepth: 4, noUnicodeString: false }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
const words = fc
  .array(fc.constantFrom('refund', 'after', 'thirty', 'days', '退款', 'يوم', '\n', ' '), { maxLength: 12 })
  .map((parts) => parts.join(' '));
const rows = fc.array(fc.record({ id: fc.nat(5), amount: fc.nat(3) }), { maxLength: 6 }) as fc.Arbitrary<Json>;
const anyValue = fc.oneof(anyJson, words as fc.Arbitrary<Json>, rows);

describe('valueDifference', () => {
  it('is null for a value and itself', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(valueDifference(value, structuredClone(value))).toBeNull();
      }),
      SEED,
    );
  });

  it('applied to the left gives the right', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        expect(applyValueDifference(left, valueDifference(left, right))).toEqual(right);
      }),
      SEED,
    );
  });

  it('turned round is the difference the other way', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        const back = invertValueDifference(valueDifference(left, right));
        expect(back).toEqual(valueDifference(right, left));
        expect(applyValueDifference(right, back)).toEqual(left);
      }),
      SEED,
    );
  });

  it('refuses a text that it was not made from', () => {
    expect(() => applyValueDifference('something else', valueDifference('one two', 'one three'))).toThrow('not made from');
  });
});
