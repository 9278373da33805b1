// How much more often runs with a cause fail, in words that do not claim more than was counted.
import type { CauseLift } from '@/lib/domain/incident/cause-lift';
import { formatPercent } from '@/lib/format';

const times = (ratio: number) => (ratio >= 10 ? Math.round(ratio).toString() : ratio.toFixed(1).replace(/\.0$/, ''));

/** Short: `3.2× as often`, `not clear`, `less often`. */
export function liftWord(lift: CauseLift | null): string {
  if (!lift) return 'nothing to compare';
  if (lift.says === 'unclear') return 'no clear difference';
  if (lift.ratio === null) return 'only with it';
  return `${times(lift.ratio)}× as often`;
}

/** One sentence with both shares, their intervals, and the interval of the ratio. */
export function liftSentence(lift: CauseLift): string {
  const { with: first, without: second } = lift;
  const share = (part: typeof first) =>
    `${formatPercent(part.share)} (${part.failed} of ${part.count}; 95 %: ${formatPercent(part.low)} to ${formatPercent(part.high)})`;
  const range = lift.high === null ? `at least ${times(lift.low)} times` : `between ${times(lift.low)} and ${times(lift.high)} times`;
  return `${share(first)} of the runs with it failed, ${share(second)} of those without: ${range} as often, at 95 %.`;
}
