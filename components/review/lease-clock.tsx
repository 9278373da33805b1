'use client';
import { Timer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cn } from '@/lib/cn';
import { formatCountdownMs } from '@/lib/format';

/** Counts down by itself, so that nothing else renders every second. It is not read out; the warning before the end is. */
export function LeaseClock({ endsAtMs, isIdle }: { endsAtMs: number; isIdle: boolean }) {
  const [leftMs, setLeftMs] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setLeftMs(endsAtMs - Date.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [endsAtMs]);
  return (
    <span
      role="timer"
      aria-live="off"
      title="Your lease: renewed while you work"
      className={cn('inline-flex items-center gap-1', isIdle ? 'font-medium text-warning' : 'text-muted-foreground')}
    >
      <Timer aria-hidden className="size-3.5" />
      <span className="sr-only">Lease</span>
      <span className="tabular">{leftMs === null ? '–' : formatCountdownMs(leftMs)}</span>
    </span>
  );
}
