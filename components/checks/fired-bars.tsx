import { cn } from '@/lib/cn';
import { formatCount } from '@/lib/format';

interface FiredBarsProps {
  /** Runs on each day, today last. */
  byDay: readonly number[];
  className?: string;
}

const HEIGHT = 24;
/** A day with one run among hundreds is still seen. */
const LEAST = 3;

/** A bar a day, the highest as high as the picture; a day without any is a stretch of the ground line. One path: a page has many. */
export function FiredBars({ byDay, className }: FiredBarsProps) {
  const most = Math.max(...byDay, 0);
  const total = byDay.reduce((sum, runs) => sum + runs, 0);
  const bars = byDay.map((runs, day) =>
    runs === 0 ? '' : `M${day * 4} ${HEIGHT}v${-Math.max(LEAST, (runs / most) * HEIGHT).toFixed(1)}h3V${HEIGHT}z`,
  );
  const words = `${formatCount(total, 'run')} in ${byDay.length} days, at most ${most} in a day`;
  return (
    <svg
      role="img"
      aria-label={words}
      viewBox={`0 0 ${byDay.length * 4 - 1} ${HEIGHT + 1}`}
      preserveAspectRatio="none"
      className={cn('inline-block h-6 w-30 align-middle', className)}
    >
      <path d={`M0 ${HEIGHT}h${byDay.length * 4 - 1}v1H0z`} className="fill-border-strong" />
      <path d={bars.join('')} className="fill-primary" />
    </svg>
  );
}
