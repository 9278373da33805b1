// How sure the difference of two shares is: Newcombe's hybrid score interval (1998, method 10), built from two Wilson intervals.
import { wilsonInterval } from './wilson-interval';

export interface DifferenceInterval {
  /** Share of the first minus share of the second. */
  difference: number;
  low: number;
  high: number;
}

/** Two-sided 95 %, for independent cases. Null when either side counted nothing. */
export function newcombeInterval(hits: number, count: number, otherHits: number, otherCount: number): DifferenceInterval | null {
  const one = wilsonInterval(hits, count);
  const other = wilsonInterval(otherHits, otherCount);
  if (!one || !other) return null;
  const difference = one.share - other.share;
  return {
    difference,
    low: Math.max(-1, difference - Math.hypot(one.share - one.low, other.high - other.share)),
    high: Math.min(1, difference + Math.hypot(one.high - one.share, other.share - other.low)),
  };
}
