// Two shares over the same cases: McNemar's exact test, and an interval for their difference.
import { logGamma } from './special-functions';

/** Two-sided 95 %. */
const Z = 1.959964;

export interface PairedShares {
  /** Pairs in all; those in which only the first is so, and only the second. */
  pairs: number;
  onlyFirst: number;
  onlySecond: number;
  /** Share of the first minus share of the second, with its 95 % interval. */
  difference: number;
  low: number;
  high: number;
  /** McNemar (1947), exact: of the pairs that differ, either direction is as likely as the other. */
  pValue: number;
}

/**
 * Interval by Agresti and Min (2005): half a pair is added to each of the four cells, which keeps the level for few pairs too. Null
 * without any pair.
 */
export function pairedShares(pairs: number, onlyFirst: number, onlySecond: number): PairedShares | null {
  if (pairs <= 0) return null;
  const n = pairs + 2;
  const [b, c] = [onlyFirst + 0.5, onlySecond + 0.5];
  const middle = (b - c) / n;
  const half = (Z * Math.sqrt(b + c - (b - c) ** 2 / n)) / n;
  return {
    pairs,
    onlyFirst,
    onlySecond,
    difference: (onlyFirst - onlySecond) / pairs,
    low: Math.max(-1, middle - half),
    high: Math.min(1, middle + half),
    pValue: exactMcNemar(onlyFirst, onlySecond),
  };
}

function exactMcNemar(b: number, c: number): number {
  const n = b + c;
  if (n === 0) return 1;
  let tail = 0;
  for (let k = 0; k <= Math.min(b, c); k++) tail += Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) - n * Math.LN2);
  return Math.min(1, 2 * tail);
}
