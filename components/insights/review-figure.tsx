import type { PatternOutcomes } from '@/lib/domain/pattern/pattern-view';
import { wilsonInterval } from '@/lib/domain/statistics/wilson-interval';
import { formatNumber, formatPercent } from '@/lib/format';

/** What reviewers made of it: how many were wrong indeed, how many were fine, and how many nobody has looked at. */
export function ReviewFigure({ outcomes: { wrong, fine, open } }: { outcomes: PatternOutcomes }) {
  const decided = wrong + fine;
  const interval = wilsonInterval(wrong, decided);
  if (!interval) return <span className="whitespace-nowrap text-muted-foreground text-xs">nobody looked yet</span>;
  return (
    <span className="grid gap-1">
      <span aria-hidden className="flex h-1.5 w-28 gap-px overflow-hidden rounded-full bg-accent">
        <span className="bg-danger" style={{ width: `${(wrong / (decided + open)) * 100}%` }} />
        <span className="bg-success" style={{ width: `${(fine / (decided + open)) * 100}%` }} />
      </span>
      <span
        className="tabular whitespace-nowrap text-2xs text-muted-foreground"
        title={`Of ${decided} decided runs ${formatPercent(interval.share)} were corrected or rejected (95 % interval ${formatPercent(interval.low)} to ${formatPercent(interval.high)})`}
      >
        {formatNumber(wrong)} wrong · {formatNumber(fine)} fine · {formatNumber(open)} open
      </span>
    </span>
  );
}
