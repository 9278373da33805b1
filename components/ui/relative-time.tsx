'use client';
import { useSyncExternalStore } from 'react';
import { formatInstant, formatRelative } from '@/lib/format';

interface RelativeTimeProps {
  /** RFC 3339. */
  at: string;
  className?: string;
}

/** "5 min ago" that keeps up with the clock; the server renders the instant itself, so nothing can disagree on arrival. */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const nowMs = useSyncExternalStore(subscribeMinute, currentMinuteMs, () => null);
  return (
    <time dateTime={at} title={formatInstant(at)} className={className}>
      {nowMs === null ? formatInstant(at) : formatRelative(at, nowMs)}
    </time>
  );
}

const MINUTE_STEP_MS = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const currentMinuteMs = () => Math.ceil(Date.now() / MINUTE_STEP_MS) * MINUTE_STEP_MS;

function subscribeMinute(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, MINUTE_STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
