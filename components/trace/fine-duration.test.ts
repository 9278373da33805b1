import { describe, expect, it } from 'vitest';
import { axisTicks, fineDuration } from './fine-duration';

describe('fineDuration', () => {
  it.each([
    [0, '0 ms'],
    [0.000007, '7 ns'],
    [0.42, '420 µs'],
    [0.9996, '1 ms'],
    [4.21, '4.2 ms'],
    [3800, '3.8 s'],
  ])('%s ms is %s', (ms, words) => expect(fineDuration(ms)).toBe(words));
});

describe('axisTicks', () => {
  it('gives round times inside the stretch, for a nanosecond and for a day', () => {
    expect(axisTicks(0, 1000)).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(axisTicks(130, 190)).toEqual([130, 140, 150, 160, 170, 180, 190]);
    for (const length of [1e-6, 0.3, 86_400_000]) {
      const ticks = axisTicks(0, length);
      expect(ticks.length).toBeGreaterThanOrEqual(4);
      expect(ticks.length).toBeLessThanOrEqual(9);
    }
    expect(axisTicks(5, 5)).toEqual([]);
  });
});
