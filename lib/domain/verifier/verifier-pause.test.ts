import { describe, expect, it } from 'vitest';
import { FAILURES_TO_AWAY, verifierPauseMs } from './verifier-pause';

describe('verifierPauseMs', () => {
  it('goes on asking until it has failed some times in a row', () => {
    expect([1, 2].map((failures) => verifierPauseMs(failures, null, 0.5))).toEqual([null, null]);
    expect(verifierPauseMs(FAILURES_TO_AWAY, null, 0)).toBe(15_000);
  });

  it('doubles the pause up to ten minutes', () => {
    expect([3, 4, 5, 6, 7, 8, 9, 400].map((failures) => verifierPauseMs(failures, null, 1))).toEqual([
      30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000, 600_000,
    ]);
  });

  it('keeps to what the verifier asked for, up to a day', () => {
    expect(verifierPauseMs(1, 90_000, 0)).toBe(90_000);
    expect(verifierPauseMs(9, 3_600_000, 0)).toBe(3_600_000);
    expect(verifierPauseMs(1, 9e9, 0)).toBe(86_400_000);
  });
});
