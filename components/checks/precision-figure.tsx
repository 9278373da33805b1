import type { Agreement } from '@/lib/domain/check-view';
import { wilsonInterval } from '@/lib/domain/statistics/wilson-interval';
import { formatPercent } from '@/lib/format';

/** How often reviewers agreed: the share, how sure it is, and on how many verdicts it rests. */
export function PrecisionFigure({ agreement: { wrong, count } }: { agreement: Agreement }) {
  const interval = wilsonInterval(wrong, count);
  if (!interval) return <span className="text-muted-foreground text-xs">no verdicts yet</span>;
  const { share, low, high } = interval;
  return (
    <span className="inline-flex items-center gap-2">
      <span className="tabular w-10 text-end">{formatPercent(share)}</span>
      <span aria-hidden className="relative h-1.5 w-20 rounded-full bg-accent">
        <span
          className="absolute inset-y-0 rounded-full bg-input/60"
          style={{ left: `${low * 100}%`, width: `${Math.max(2, (high - low) * 100)}%` }}
        />
        <span className="absolute -inset-y-0.5 w-0.5 rounded-full bg-foreground" style={{ left: `calc(${share * 100}% - 1px)` }} />
      </span>
      <span className="tabular whitespace-nowrap text-muted-foreground text-xs">
        {Math.round(low * 100)}–{Math.round(high * 100)} % · {wrong} of {count}
      </span>
    </span>
  );
}
