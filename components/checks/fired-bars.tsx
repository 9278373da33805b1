import { cn } from '@/lib/cn';
import { formatCount } from '@/lib/format';

interface FiredBarsProps {
  /** Runs on each day, today last. */
  byDay: readonly number[];
  className?: string;
}

/** A bar a day, the highest as high as the picture; a day without any is a dot on the ground line. */
export function FiredBars({ byDay, className }: FiredBarsProps) {
  const most = Math.max(1, ...byDay);
  const total = byDay.reduce((sum, runs) => sum + runs, 0);
  const bars = byDay.map((runs, day) => ({ runs, day }));
  return (
    <span className={cn('inline-flex h-6 w-30 items-end gap-px', className)}>
      <span className="sr-only">
        {formatCount(total, 'run')} in {byDay.length} days, at most {most === 1 && total === 0 ? 0 : most} in a day
      </span>
      {bars.map(({ runs, day }) => (
        <span
          key={day}
          aria-hidden
          title={`${formatCount(runs, 'run')}, ${ago(byDay.length - 1 - day)}`}
          className={cn('min-w-0 flex-1 rounded-t-[1px]', runs === 0 ? 'bg-border-strong' : 'bg-primary')}
          style={{ height: runs === 0 ? 1 : `${Math.max(12, (runs / most) * 100)}%` }}
        />
      ))}
    </span>
  );
}

const ago = (days: number): string => (days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`);
