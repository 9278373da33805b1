import { describe, expect, it } from 'vitest';
import { causeLift } from './cause-lift';

/** Mulberry32: a seeded generator, so that the simulation is the same every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('the lift of a cause', () => {
  it('is the ratio of two shares with an interval that holds it', () => {
    const lift = causeLift({ failed: 30, count: 100 }, { failed: 50, count: 1000 });
    expect(lift?.ratio).toBeCloseTo(6, 10);
    expect(lift?.low).toBeGreaterThan(3.5);
    expect(lift?.high).toBeLessThan(9.5);
    expect(lift?.says).toBe('more');
  });

  it('covers the true ratio about as often as it says', () => {
    const random = seeded(7);
    const draw = (count: number, share: number) => Array.from({ length: count }, random).filter((place) => place < share).length;
    for (const [p1, n1, p0, n0] of [
      [0.3, 40, 0.1, 300],
      [0.05, 120, 0.05, 400],
      [0.6, 25, 0.2, 60],
    ] as const) {
      let covered = 0;
      const rounds = 2000;
      for (let round = 0; round < rounds; round += 1) {
        const lift = causeLift({ failed: draw(n1, p1), count: n1 }, { failed: draw(n0, p0), count: n0 });
        const truth = p1 / p0;
        if (lift && lift.low <= truth && (lift.high === null || lift.high >= truth)) covered += 1;
      }
      expect(covered / rounds, `${p1}/${p0}`).toBeGreaterThan(0.93);
      expect(covered / rounds, `${p1}/${p0}`).toBeLessThan(0.99);
    }
  });

  it('says nothing where nothing was counted, and no upper end where no other run failed', () => {
    expect(causeLift({ failed: 0, count: 0 }, { failed: 5, count: 10 })).toBeNull();
    const lift = causeLift({ failed: 9, count: 10 }, { failed: 0, count: 50 });
    expect(lift).toMatchObject({ ratio: null, high: null, says: 'more' });
    expect(causeLift({ failed: 1, count: 3 }, { failed: 1, count: 3 })?.says).toBe('unclear');
    expect(causeLift({ failed: 2, count: 500 }, { failed: 200, count: 500 })?.says).toBe('less');
  });
});
