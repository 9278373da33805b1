import Link from 'next/link';
import { cn } from '@/lib/cn';
import type { MeanDifference, MeanInterval } from '@/lib/domain/statistics/mean-interval';
import type { DifferenceInterval } from '@/lib/domain/statistics/newcombe-interval';
import { MIN_RUNS } from '@/lib/domain/prompt/version-sentence';
import type { CountedShare } from '@/lib/domain/prompt/version-figures';
import { formatNumber, formatPercent } from '@/lib/format';
import { formatPoints } from './week-figure';

/** Whether more of it is better, worse, or neither. */
export type Sense = 'good' | 'bad' | 'neutral';

/** The change against the base in colour and words only where its interval leaves zero out. */
function tone({ low, high }: { low: number; high: number }, sense: Sense, count: number): string {
  if (count < MIN_RUNS || (low <= 0 && high >= 0) || sense === 'neutral') return 'text-muted-foreground';
  return low > 0 === (sense === 'good') ? 'text-success' : 'text-danger';
}

interface IntervalBarProps {
  low: number;
  high: number;
  middle: number;
  /** The end of the scale that all versions share. */
  scale: number;
}

function IntervalBar({ low, high, middle, scale }: IntervalBarProps) {
  const at = (value: number) => `${Math.max(0, Math.min(100, (value / scale) * 100))}%`;
  return (
    <span aria-hidden className="relative block h-1.5 w-full max-w-36 rounded-full bg-accent print:border print:border-border">
      <span
        className="absolute inset-y-0 rounded-full bg-input/60"
        style={{ left: at(low), width: `max(2px, calc(${at(high)} - ${at(low)}))` }}
      />
      <span className="absolute -inset-y-0.5 w-0.5 rounded-full bg-foreground" style={{ left: `calc(${at(middle)} - 1px)` }} />
    </span>
  );
}

interface ShareCellProps {
  share: CountedShare;
  difference: DifferenceInterval | null;
  sense: Sense;
  scale: number;
  /** The runs behind the figure. */
  href: string;
  what: string;
}

export function ShareCell({ share: { interval, hits, count }, difference, sense, scale, href, what }: ShareCellProps) {
  if (!interval) return <span className="text-muted-foreground text-xs">none counted</span>;
  const { share, low, high } = interval;
  return (
    <span className="grid gap-1">
      <span className="flex items-baseline gap-2">
        <Link
          href={href}
          className="tabular font-medium text-link underline-offset-2 hover:underline"
          aria-label={`${what}: ${formatPercent(share, 1)}, open the runs`}
        >
          {formatPercent(share, 1)}
        </Link>
        <span className="tabular whitespace-nowrap text-muted-foreground text-xs">
          {formatNumber(hits)} of {formatNumber(count)}
        </span>
      </span>
      <IntervalBar low={low} high={high} middle={share} scale={scale} />
      <span className="tabular whitespace-nowrap text-2xs text-muted-foreground">
        {(low * 100).toFixed(1)}–{(high * 100).toFixed(1)} %
      </span>
      {difference ? (
        <span className={cn('tabular whitespace-nowrap text-2xs', tone(difference, sense, count))}>
          {formatPoints(difference.difference)} pts ({formatPoints(difference.low)} to {formatPoints(difference.high)})
        </span>
      ) : null}
    </span>
  );
}

interface MeanCellProps {
  mean: MeanInterval | null;
  difference: MeanDifference | null;
  sense: Sense;
  scale: number;
  format: (value: number) => string;
}

export function MeanCell({ mean, difference, sense, scale, format }: MeanCellProps) {
  if (!mean) return <span className="text-muted-foreground text-xs">fewer than two runs tell</span>;
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${format(Math.abs(value))}`;
  return (
    <span className="grid gap-1">
      <span className="flex items-baseline gap-2">
        <span className="tabular font-medium">{format(mean.mean)}</span>
        <span className="tabular whitespace-nowrap text-muted-foreground text-xs">{formatNumber(mean.count)} runs</span>
      </span>
      <IntervalBar low={mean.low} high={mean.high} middle={mean.mean} scale={scale} />
      <span className="tabular whitespace-nowrap text-2xs text-muted-foreground">
        {format(Math.max(0, mean.low))} – {format(mean.high)}
      </span>
      {difference ? (
        <span className={cn('tabular whitespace-nowrap text-2xs', tone(difference, sense, mean.count))}>
          {signed(difference.difference)} ({signed(difference.low)} to {signed(difference.high)})
        </span>
      ) : null}
    </span>
  );
}
