import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilson-interval';

describe('wilsonInterval', () => {
  it('gives the published interval of 10 in 20 and of 0 in 10', () => {
    const half = wilsonInterval(10, 20);
    expect([half?.low, half?.high].map((bound) => bound?.toFixed(3))).toEqual(['0.299', '0.701']);
    const none = wilsonInterval(0, 10);
    expect([none?.low, none?.high].map((bound) => bound?.toFixed(3))).toEqual(['0.000', '0.278']);
  });

  it('says nothing about nothing', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it('holds the share, stays within 0 and 1, and narrows with more cases', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, part) => {
        const hits = Math.round(count * part);
        const few = wilsonInterval(hits, count);
        const many = wilsonInterval(hits * 10, count * 10);
        if (!few || !many) throw new Error('counted something');
        expect(few.low).toBeGreaterThanOrEqual(0);
        expect(few.high).toBeLessThanOrEqual(1);
        expect(few.low).toBeLessThanOrEqual(few.share + 1e-12);
        expect(few.high).toBeGreaterThanOrEqual(few.share - 1e-12);
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });
});
