// Pearson's chi-square test of homogeneity of two lists of counts over the same categories, with Cramér's V.
import { chiSquareSurvival } from './special-functions';

/** Cochran's rule: the approximation by a chi-square is trusted when every expected count reaches this. */
export const MIN_EXPECTED = 5;

export interface HomogeneityTest {
  chiSquare: number;
  df: number;
  pValue: number;
  /** √(χ² / n): for two rows it lies between 0 and 1. */
  cramersV: number;
}

/**
 * Without continuity correction. For independent cases only. Null when fewer than two categories are left or a side is empty.
 * Small counts: pool first, with `poolRare`.
 */
export function homogeneityTest(left: readonly number[], right: readonly number[]): HomogeneityTest | null {
  const columns = left.flatMap((count, index) => (count + (right[index] ?? 0) > 0 ? [[count, right[index] ?? 0] as const] : []));
  const leftTotal = columns.reduce((sum, [a]) => sum + a, 0);
  const rightTotal = columns.reduce((sum, [, b]) => sum + b, 0);
  const total = leftTotal + rightTotal;
  if (columns.length < 2 || leftTotal <= 0 || rightTotal <= 0) return null;
  const chiSquare = columns.reduce((sum, [a, b]) => {
    const expectedLeft = ((a + b) * leftTotal) / total;
    const expectedRight = ((a + b) * rightTotal) / total;
    return sum + (a - expectedLeft) ** 2 / expectedLeft + (b - expectedRight) ** 2 / expectedRight;
  }, 0);
  const df = columns.length - 1;
  return { chiSquare, df, pValue: chiSquareSurvival(chiSquare, df), cramersV: Math.min(1, Math.sqrt(chiSquare / total)) };
}

/**
 * Cramér's V of two windows as if both held equally many cases, so that the length of the reference does not change it:
 * ½ √(Σ (p − q)² / ((p + q) / 2)). 0 for equal shares, 1 for distributions that share no category. Null when a side is empty.
 */
export function balancedCramersV(left: readonly number[], right: readonly number[]): number | null {
  const leftTotal = left.reduce((sum, count) => sum + count, 0);
  const rightTotal = right.reduce((sum, count) => sum + count, 0);
  if (leftTotal <= 0 || rightTotal <= 0) return null;
  const sum = left.reduce((total, count, index) => {
    const p = count / leftTotal;
    const q = (right[index] ?? 0) / rightTotal;
    return p + q === 0 ? total : total + (p - q) ** 2 / ((p + q) / 2);
  }, 0);
  return Math.min(1, Math.sqrt(sum) / 2);
}

/**
 * Which categories stand alone and which are pooled into one: those whose smaller expected count is below `minExpected`, and the
 * next rarest when the pool itself does not reach it. Answers groups of indices; a pool, when there is one, is the last.
 */
export function poolRare(left: readonly number[], right: readonly number[], minExpected = MIN_EXPECTED): number[][] {
  const leftTotal = left.reduce((sum, count) => sum + count, 0);
  const rightTotal = right.reduce((sum, count) => sum + count, 0);
  const total = leftTotal + rightTotal;
  if (total <= 0) return [];
  const smaller = Math.min(leftTotal, rightTotal) / total;
  const present = left
    .map((count, index) => ({ index, expected: (count + (right[index] ?? 0)) * smaller }))
    .filter(({ expected }) => expected > 0)
    .sort((a, b) => a.expected - b.expected);
  let pooled = 0;
  let expected = 0;
  while (pooled < present.length && ((present[pooled]?.expected ?? 0) < minExpected || (pooled > 0 && expected < minExpected))) {
    expected += present[pooled]?.expected ?? 0;
    pooled++;
  }
  const alone = present.slice(pooled).map(({ index }) => [index]);
  const pool = present.slice(0, pooled).map(({ index }) => index);
  return pool.length === 0 ? alone.reverse() : [...alone.reverse(), pool];
}
