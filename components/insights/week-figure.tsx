import type { WeekChange } from '@/lib/domain/pattern/pattern-trend';
import { formatNumber } from '@/lib/format';
import { TrendBadge } from './trend-badge';

/** In percentage points with one decimal and a sign. */
export function formatPoints(difference: number): string {
  const points = (difference * 100).toFixed(1);
  return `${difference > 0 ? '+' : ''}${points === '-0.0' ? '0.0' : points}`.replace('-', '−');
}

/** This week against the week before: runs of each, and the difference of the shares with its interval. */
export function WeekFigure({ week: { now, before, difference, trend } }: { week: WeekChange }) {
  return (
    <span className="grid gap-0.5">
      <span className="flex items-center gap-1.5 whitespace-nowrap">
        <span className="tabular">
          {formatNumber(now)} <span className="text-muted-foreground text-xs">after {formatNumber(before)}</span>
        </span>
        <TrendBadge trend={trend} />
      </span>
      {difference ? (
        <span
          className="tabular whitespace-nowrap text-2xs text-muted-foreground"
          title="Change of its share of checked runs, in percentage points, with the 95 % interval"
        >
          {formatPoints(difference.difference)} pts ({formatPoints(difference.low)} to {formatPoints(difference.high)})
        </span>
      ) : (
        <span className="text-2xs text-muted-foreground">no runs the week before</span>
      )}
    </span>
  );
}
