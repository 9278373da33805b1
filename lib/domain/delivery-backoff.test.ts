import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, retryAfterMs } from './delivery-backoff';

const HOUR = 3_600_000;

describe('waiting before the next attempt', () => {
  it('doubles from two seconds to an hour, and spreads over the upper half', () => {
    expect([1, 2, 3, 11, 12, 40].map((failures) => backoffMs(failures, null, 0))).toEqual([
      1000,
      2000,
      4000,
      1_024_000,
      HOUR / 2,
      HOUR / 2,
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 0.999_999, noNaN: true }), (failures, random) => {
        const waited = backoffMs(failures, null, random);
        const ceiling = Math.min(HOUR, 2000 * 2 ** Math.min(30, failures - 1));
        expect(waited).toBeGreaterThanOrEqual(Math.floor(ceiling / 2));
        expect(waited).toBeLessThanOrEqual(ceiling);
      }),
    );
  });

  it('never undercuts what the receiver asked for, up to a day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (asked, n, r) => {
          const waited = backoffMs(n, asked, r);
          expect(waited).toBeGreaterThanOrEqual(Math.min(asked, 24 * HOUR));
          expect(waited).toBeLessThanOrEqual(27 * HOUR);
        },
      ),
    );
  });

  it('reads seconds and HTTP dates', () => {
    const now = Date.parse('2026-11-21T09:00:00Z');
    expect(retryAfterMs('120', now)).toBe(120_000);
    expect(retryAfterMs('Sat, 21 Nov 2026 09:01:30 GMT', now)).toBe(90_000);
    for (const text of [undefined, '', 'soon', '-5', '1.5', 'Sat, 21 Nov 2026 08:00:00 GMT']) expect(retryAfterMs(text, now)).toBeNull();
  });
});
