// How much more often runs with a cause fail than runs without it, and how sure that is.
import { type ShareInterval, wilsonInterval } from '@/lib/domain/statistics/wilson-interval';

export interface Counted {
  failed: number;
  count: number;
}

export interface CauseLift {
  with: ShareInterval & Counted;
  without: ShareInterval & Counted;
  /** Share with, divided by share without; null when no run without the cause failed. */
  ratio: number | null;
  /** 95 %: MOVER-R (Donner and Zou, Statistical Methods in Medical Research 21, 2012) over the two Wilson intervals. */
  low: number;
  /** Null: no upper end, because the share without may be zero. */
  high: number | null;
  /** `more` and `less` when the interval leaves out 1, `unclear` otherwise. */
  says: 'more' | 'less' | 'unclear';
}

/** Null while one of the two groups is empty. */
export function causeLift(withCause: Counted, without: Counted): CauseLift | null {
  const first = wilsonInterval(withCause.failed, withCause.count);
  const second = wilsonInterval(without.failed, without.count);
  if (!first || !second) return null;
  const product = first.share * second.share;
  const lowRoot = product ** 2 - first.low * (2 * first.share - first.low) * second.high * (2 * second.share - second.high);
  const low = ratioEnd(product - Math.sqrt(Math.max(0, lowRoot)), second.high * (2 * second.share - second.high));
  const highRoot = product ** 2 - first.high * (2 * first.share - first.high) * second.low * (2 * second.share - second.low);
  const high = ratioEnd(product + Math.sqrt(Math.max(0, highRoot)), second.low * (2 * second.share - second.low));
  const ends = { low: Math.max(0, low ?? first.low / second.high), high };
  return {
    with: { ...first, ...withCause },
    without: { ...second, ...without },
    ratio: second.share === 0 ? null : first.share / second.share,
    ...ends,
    says: ends.low > 1 ? 'more' : ends.high !== null && ends.high < 1 ? 'less' : 'unclear',
  };
}

/** Null where the divisor is none: the end is not bounded then. */
function ratioEnd(dividend: number, divisor: number): number | null {
  return Math.abs(divisor) > 1e-12 ? dividend / divisor : null;
}
