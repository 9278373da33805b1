import { describe, expect, it } from 'vitest';
import { meanInterval, tQuantile, welchInterval } from './mean-interval';
import { pairedShares } from './paired-shares';

// Values of SciPy 1.17.1: t.ppf, ttest_ind(equal_var=False).confidence_interval, binomtest.
const A = [1.2, 3.4, 2.2, 5.1, 0.7, 2.9];
const B = [4.1, 2.2, 6.3, 5.5, 3.8, 7.0, 4.4, 5.2];

describe('means', () => {
  it('have the intervals of SciPy', () => {
    const [a, b] = [meanInterval(A), meanInterval(B)];
    if (!a || !b) throw new Error('two samples');
    expect([a.mean, a.low, a.high]).toEqual(
      [2.583333333333333, 0.9102595042774946, 4.256407162389172].map((value) => expect.closeTo(value, 9) as number),
    );
    const { difference, low, high } = welchInterval(a, b);
    expect([difference, low, high]).toEqual(
      [-2.229166666666667, -4.094657069609329, -0.3636762637240054].map((value) => expect.closeTo(value, 9) as number),
    );
    for (const [freedom, quantile] of [
      [1, 12.706204736174694],
      [2.5, 3.5746548420036817],
      [9, 2.262157162798205],
      [1000, 1.9623390808264083],
    ] as const)
      expect(tQuantile(freedom)).toBeCloseTo(quantile, 8);
  });

  it('say nothing for one value, and all for values that do not spread', () => {
    expect(meanInterval([3])).toBeNull();
    const same = meanInterval([3, 3, 3]);
    expect(same).toMatchObject({ mean: 3, low: 3, high: 3 });
    expect(same && welchInterval(same, same)).toEqual({ difference: 0, low: 0, high: 0 });
  });

  it('call it no difference when sums of equal costs differ in their last digits', () => {
    const one = meanInterval(Array.from({ length: 412 }, () => 0.0021));
    const other = meanInterval(Array.from({ length: 152 }, () => 0.0021));
    expect(one?.mean).not.toBe(other?.mean);
    expect(one && other && welchInterval(one, other)).toEqual({ difference: 0, low: 0, high: 0 });
  });
});

describe('paired shares', () => {
  it('have the p values of SciPy', () => {
    for (const [b, c, p] of [
      [6, 20, 0.009355306625366211],
      [0, 5, 0.0625],
      [10, 10, 1],
      [1, 0, 1],
      [40, 61, 0.046044066929342785],
    ] as const)
      expect(pairedShares(200, b, c)?.pValue).toBeCloseTo(p, 10);
  });

  it('turn round with the sides, and are null without pairs', () => {
    const [one, other] = [pairedShares(50, 12, 3), pairedShares(50, 3, 12)];
    expect(one?.difference).toBe(0.18);
    expect(one?.low).toBeCloseTo(-(other?.high ?? 0), 12);
    expect(pairedShares(0, 0, 0)).toBeNull();
  });

  it('hold their level: of 2,000 drawn studies about one in twenty misses the truth', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    let missed = 0;
    for (let study = 0; study < 2000; study++) {
      let [b, c] = [0, 0];
      for (let pair = 0; pair < 60; pair++) {
        const drawn = random();
        if (drawn < 0.25) b += 1;
        else if (drawn < 0.35) c += 1;
      }
      const interval = pairedShares(60, b, c);
      if (!interval || interval.low > 0.15 || interval.high < 0.15) missed += 1;
    }
    expect(missed / 2000).toBeGreaterThan(0.02);
    expect(missed / 2000).toBeLessThan(0.07);
  });
});
