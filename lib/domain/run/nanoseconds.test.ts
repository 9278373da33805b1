import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNs, millisecondsSince } from './nanoseconds';

const instant = fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n });
const month = 2_600_000_000_000_000n;

describe('nanoseconds as text', () => {
  it('are in the order of their numbers', () => {
    fc.assert(fc.property(instant, instant, (a, b) => Math.sign(compareNs(String(a), String(b))) === (a < b ? -1 : a > b ? 1 : 0)));
  });

  it('are subtracted to the nanosecond', () => {
    fc.assert(
      fc.property(instant, fc.bigInt({ min: -month, max: month }), (from, by) => {
        fc.pre(from + by >= 0n);
        expect(BigInt(Math.round(millisecondsSince(String(from), String(from + by)) * 1e6))).toBe(by);
      }),
    );
  });
});
