// How sure a mean is, and the difference of two: Student's t and Welch's interval (Welch 1947), from sums alone.
import { studentTwoSided } from './special-functions';

export interface MeanInterval {
  mean: number;
  low: number;
  high: number;
  count: number;
  /** Variance of the sample, with n − 1. */
  variance: number;
}
export interface MeanDifference {
  /** Mean of the first minus mean of the second. */
  difference: number;
  low: number;
  high: number;
}

/** Relative: far above what 64-bit sums of some thousand values lose, far below what anybody would call a difference. */
const ROUNDING = 1e-9;

/** Two-sided 95 %. Null for fewer than two values: one value says nothing of how they spread. */
export function meanInterval(values: readonly number[]): MeanInterval | null {
  const count = values.length;
  if (count < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const half = tQuantile(count - 1) * Math.sqrt(variance / count);
  return { mean, low: mean - half, high: mean + half, count, variance };
}

/** Two-sided 95 %, for independent samples that may spread differently; degrees of freedom by Welch and Satterthwaite. */
export function welchInterval(one: MeanInterval, other: MeanInterval): MeanDifference {
  const [a, b] = [one.variance / one.count, other.variance / other.count];
  // What sums of equal values lose in their last digits is neither a difference nor a spread.
  const least = ROUNDING * Math.max(Math.abs(one.mean), Math.abs(other.mean));
  const real = (value: number) => (Math.abs(value) <= least ? 0 : value);
  const difference = real(one.mean - other.mean);
  if (a + b === 0) return { difference, low: difference, high: difference };
  const freedom = (a + b) ** 2 / (a ** 2 / (one.count - 1) + b ** 2 / (other.count - 1));
  const half = real(tQuantile(freedom) * Math.sqrt(a + b));
  return { difference, low: difference - half, high: difference + half };
}

/** The 97.5 % quantile of Student's t, by bisection of its two-sided tail. */
export function tQuantile(freedom: number): number {
  let [low, high] = [0, 1];
  while (studentTwoSided(high, freedom) > 0.05) high *= 2;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, freedom) > 0.05) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
