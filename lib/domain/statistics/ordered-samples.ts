// Two samples of ordered values given as counts over the same ascending bins: Mann–Whitney and Kolmogorov–Smirnov.
import { normalSurvival } from './special-functions';

export interface MannWhitneyTest {
  /** Pairs in which the left value is the greater one, ties as a half. */
  u: number;
  z: number;
  /** Two-sided, by the normal approximation with the correction for ties, without one for continuity. */
  pValue: number;
  /** P(left > right) + ½ P(equal): 0.5 when neither tends to be greater. */
  superiority: number;
}

/** For independent cases only. Null when a side is empty or all values fall into one bin. */
export function mannWhitney(left: readonly number[], right: readonly number[]): MannWhitneyTest | null {
  const m = left.reduce((sum, count) => sum + count, 0);
  const n = right.reduce((sum, count) => sum + count, 0);
  if (m <= 0 || n <= 0) return null;
  const total = m + n;
  let below = 0;
  let u = 0;
  let ties = 0;
  for (const [index, count] of left.entries()) {
    const other = right[index] ?? 0;
    u += count * (below + other / 2);
    below += other;
    ties += (count + other) ** 3 - (count + other);
  }
  const variance = ((m * n) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (!(variance > 0)) return null;
  const z = (u - (m * n) / 2) / Math.sqrt(variance);
  return { u, z, pValue: Math.min(1, 2 * normalSurvival(Math.abs(z))), superiority: u / (m * n) };
}

export interface KolmogorovSmirnovTest {
  /** Greatest distance between the two cumulated shares. */
  distance: number;
  /** Two-sided, asymptotic; with ties (bins) it errs on the careful side. */
  pValue: number;
}

/** For independent cases only. Null when a side is empty. */
export function kolmogorovSmirnov(left: readonly number[], right: readonly number[]): KolmogorovSmirnovTest | null {
  const m = left.reduce((sum, count) => sum + count, 0);
  const n = right.reduce((sum, count) => sum + count, 0);
  if (m <= 0 || n <= 0) return null;
  let distance = 0;
  let cumulated = 0;
  for (const [index, count] of left.entries()) {
    cumulated += count / m - (right[index] ?? 0) / n;
    distance = Math.max(distance, Math.abs(cumulated));
  }
  return { distance, pValue: kolmogorovSurvival(distance * Math.sqrt((m * n) / (m + n))) };
}

/** P(K > x) of the Kolmogorov distribution: the alternating series, and its theta-function form where that converges sooner. */
function kolmogorovSurvival(x: number): number {
  if (x < 0.04) return 1;
  let sum = 0;
  if (x < 1) {
    const scale = Math.sqrt(2 * Math.PI) / x;
    for (let k = 1; k < 20; k++) sum += Math.exp((-((2 * k - 1) ** 2) * Math.PI ** 2) / (8 * x * x));
    return Math.min(1, Math.max(0, 1 - scale * sum));
  }
  for (let k = 1; k < 20; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, Math.max(0, 2 * sum));
}
