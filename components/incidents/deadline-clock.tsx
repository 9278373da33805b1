'use client';
import { Clock, ClockAlert } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { cn } from '@/lib/cn';
import { formatDurationMs, formatInstant, formatMinute } from '@/lib/format';

interface DeadlineClockProps {
  /** RFC 3339; null: none is set. */
  at: string | null;
  /** The incident is over, so that no time runs. */
  isClosed: boolean;
  className?: string;
}

const SOON_MS = 24 * 3_600_000;

/** How long there is until the deadline, or since when it is past. The server renders the instant itself. */
export function DeadlineClock({ at, isClosed, className }: DeadlineClockProps) {
  const nowMs = useSyncExternalStore(subscribe, now, () => null);
  if (at === null) return <span className={cn('text-muted-foreground', className)}>No deadline</span>;
  const leftMs = nowMs === null ? null : Date.parse(at) - nowMs;
  if (leftMs === null || isClosed) {
    return (
      <time dateTime={at} title={formatInstant(at)} className={cn('text-muted-foreground', className)}>
        {formatMinute(at)}
      </time>
    );
  }
  const isPast = leftMs <= 0;
  const Icon = isPast ? ClockAlert : Clock;
  return (
    <time
      dateTime={at}
      title={formatInstant(at)}
      className={cn(
        'tabular inline-flex items-center gap-1 whitespace-nowrap',
        isPast ? 'font-medium text-danger' : leftMs < SOON_MS ? 'text-warning' : 'text-foreground',
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {isPast ? `Overdue by ${formatDurationMs(-leftMs)}` : `${formatDurationMs(leftMs)} left`}
    </time>
  );
}

const TICK_MS = 15_000;
const now = () => Math.floor(Date.now() / TICK_MS) * TICK_MS;

function subscribe(listener: () => void) {
  const timer = setInterval(listener, TICK_MS);
  return () => clearInterval(timer);
}
