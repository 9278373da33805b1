import { expect, it } from 'vitest';
import { fitPenalisedLogistic, type LogisticRow, sandwichCovariance } from './penalised-logistic';

const row = (isBad: boolean, x?: number): LogisticRow => ({
  columns: x === undefined ? [0] : [0, 1],
  values: x === undefined ? [1] : [1, x],
  offset: 0,
  isBad,
  weight: 1,
});
const free = { mean: 0, precision: 0 };

it('finds the log-odds of a share, and how sure it is of them', () => {
  const fit = fitPenalisedLogistic([row(true), row(true), row(true), row(false)], [free]);
  expect(fit.coefficients[0]).toBeCloseTo(Math.log(3), 6);
  // 1 / (n·p·q) = 1 / (4 · 3/4 · 1/4)
  expect(fit.covariance[0]?.[0]).toBeCloseTo(4 / 3, 5);
});

it('tells two groups apart as a table by hand does', () => {
  const rows = [row(true, 0), row(false, 0), row(false, 0), row(true, 1), row(true, 1), row(false, 1)];
  const { coefficients, covariance } = fitPenalisedLogistic(rows, [free, free]);
  expect(coefficients[0]).toBeCloseTo(-Math.log(2), 5);
  expect(coefficients[1]).toBeCloseTo(2 * Math.log(2), 5);
  // Woolf: the variance of a log odds ratio is the sum of one over each cell.
  expect(covariance[1]?.[1]).toBeCloseTo(1 / 1 + 1 / 2 + 1 / 2 + 1 / 1, 4);
});

it('stays at the prior without rows, and between prior and data with a few', () => {
  const prior = { mean: 1, precision: 4 };
  expect(fitPenalisedLogistic([], [prior]).coefficients[0]).toBe(1);
  const [coefficient = 0] = fitPenalisedLogistic([row(false), row(false)], [prior]).coefficients;
  // Where the slope of the penalised likelihood is zero: 4 (1 − a) = 2 / (1 + e^−a).
  expect(4 * (1 - coefficient)).toBeCloseTo(2 / (1 + Math.exp(-coefficient)), 6);
  expect(coefficient).toBeLessThan(1);
});

it('ends also where the data alone have no end', () => {
  const { coefficients } = fitPenalisedLogistic([row(true, 1), row(false, -1)], [free, { mean: 0, precision: 0.01 }]);
  expect(Number.isFinite(coefficients[1])).toBe(true);
});

it('has the same interval for one verdict of weight two as for one of weight one, where rows are weighted', () => {
  const rows = [row(true), row(false), row(true), row(false)];
  const heavy = rows.map((one) => ({ ...one, weight: 2 }));
  const [light, double] = [rows, heavy].map((list) => sandwichCovariance(list, fitPenalisedLogistic(list, [free]))[0]?.[0] ?? 0);
  expect(light).toBeCloseTo(1, 6);
  expect(double).toBeCloseTo(light ?? 0, 6);
});
