import type { ShareInterval } from '@/lib/domain/statistics/wilson-interval';
import { formatPercent } from '@/lib/format';

interface ShareIntervalFigureProps {
  interval: ShareInterval | null;
  hits: number;
  count: number;
  /** Drawn as a thin line to compare with. */
  mark?: number | undefined;
  /** The end of the scale; 1 unless all shares are small. */
  scale?: number;
}

/** A share with its 95 % interval as a bar, and what it rests on. */
export function ShareIntervalFigure({ interval, hits, count, mark, scale = 1 }: ShareIntervalFigureProps) {
  if (!interval) return <span className="text-muted-foreground text-xs">none counted</span>;
  const { share, low, high } = interval;
  const at = (value: number) => `${Math.min(100, (value / scale) * 100)}%`;
  const digits = scale < 0.5 || high < 0.1 ? 1 : 0;
  return (
    <span className="inline-flex items-center gap-2">
      <span className="tabular w-12 text-end">{formatPercent(share, digits)}</span>
      <span aria-hidden className="relative h-1.5 w-24 rounded-full bg-accent print:border print:border-border">
        <span
          className="absolute inset-y-0 rounded-full bg-input/60"
          style={{ left: at(low), width: `max(2px, calc(${at(high)} - ${at(low)}))` }}
        />
        {mark === undefined ? null : <span className="absolute -inset-y-1 w-px bg-link" style={{ left: at(mark) }} />}
        <span className="absolute -inset-y-0.5 w-0.5 rounded-full bg-foreground" style={{ left: `calc(${at(share)} - 1px)` }} />
      </span>
      <span className="tabular whitespace-nowrap text-muted-foreground text-xs">
        {(low * 100).toFixed(digits)}–{(high * 100).toFixed(digits)} % · {hits} of {count}
      </span>
    </span>
  );
}
