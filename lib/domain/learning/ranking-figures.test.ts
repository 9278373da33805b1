import { expect, it } from 'vitest';
import {
  auroc,
  averagePrecision,
  brier,
  calibrationError,
  foundWithin,
  logLossOf,
  pairedDifference,
  reliabilityBins,
} from './ranking-figures';

const list = (...scores: [number, 0 | 1][]) => scores.map(([score, bad]) => ({ score, isBad: bad === 1 }));

it('figures of a ranking are those of a list by hand', () => {
  const scored = list([0.9, 1], [0.8, 0], [0.7, 1], [0.1, 0]);
  expect(auroc(scored)).toBe(0.75);
  expect(averagePrecision(scored)).toBeCloseTo((1 + 2 / 3) / 2, 9);
  expect(foundWithin(scored, 0.25)).toBe(0.5);
  expect(auroc(list([0.5, 1], [0.5, 0]))).toBe(0.5);
  // Of four equal scores one is read: half of it is expected to be changed.
  expect(foundWithin(list([0.5, 1], [0.5, 0], [0.5, 1], [0.5, 0]), 0.25)).toBe(0.25);
});

it('figures of probabilities count weights', () => {
  const scored = [
    { score: 0.25, isBad: true, weight: 1 },
    { score: 0.25, isBad: false, weight: 3 },
  ];
  expect(brier(scored)).toBeCloseTo((0.5625 + 3 * 0.0625) / 4, 9);
  const bins = reliabilityBins(scored);
  expect(bins).toMatchObject([{ predicted: 0.25, changed: 0.25, verdicts: 2, share: 1 }]);
  expect(calibrationError(bins)).toBe(0);
  expect(logLossOf({ score: 0.25, isBad: true })).toBeCloseTo(Math.log(4), 9);
});

it('intervals are those of the books', () => {
  // Wilson for 8 of 10.
  const [bin] = reliabilityBins(list(...Array.from({ length: 10 }, (_, index): [number, 0 | 1] => [0.75, index < 8 ? 1 : 0])));
  expect([bin?.low, bin?.high].map((value) => value?.toFixed(3))).toEqual(['0.490', '0.943']);
  const { mean, low, high } = pairedDifference([1, 2, 3]);
  expect([mean, low, high].map((value) => Number(value.toFixed(3)))).toEqual([2, 0.868, 3.132]);
});
