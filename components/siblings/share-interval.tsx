import type { ShareInterval } from '@/lib/domain/statistics/wilson-interval';
import { formatPercent } from '@/lib/format';

/** A share with the range in which it lies: the bar is the range, the stroke the share that was counted. */
export function ShareIntervalBar({ interval: { share, low, high } }: { interval: ShareInterval }) {
  const percent = (value: number) => `${value * 100}%`;
  return (
    <span className="flex items-center gap-2">
      <span className="tabular w-11 shrink-0 text-end font-medium">{formatPercent(share)}</span>
      <span aria-hidden className="relative h-2.5 min-w-24 flex-1 rounded-sm bg-muted">
        <span className="absolute inset-y-0 rounded-sm bg-info/35" style={{ left: percent(low), width: percent(high - low) }} />
        <span className="absolute inset-y-[-2px] w-0.5 bg-info" style={{ left: `calc(${percent(share)} - 1px)` }} />
      </span>
      <span className="tabular w-24 shrink-0 text-muted-foreground text-xs">
        {formatPercent(low)} to {formatPercent(high)}
      </span>
    </span>
  );
}
