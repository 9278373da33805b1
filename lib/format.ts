// Values as people read them. Locale `en` and UTC everywhere, so that server and browser render the same text and two people who
// compare a time over the phone see the same one.

const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const dayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });

export const formatNumber = (value: number | bigint): string => whole.format(value);

/** 12,345 → `12.3K`. */
export const formatCompact = (value: number): string => compact.format(value);

/** 0.714 → `71 %`; `digits` decimals when asked. */
export const formatPercent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)} %`;

/** A probability with two decimals: `0.71`. */
export const formatScore = (score: number): string => score.toFixed(2);

/** `$0.0123`; four significant digits below a dollar, two decimals above. */
export function formatCostUsd(costUsd: number): string {
  if (costUsd === 0) return '$0';
  if (Math.abs(costUsd) >= 1) return `$${costUsd.toFixed(2)}`;
  return `$${Number(costUsd.toPrecision(3))}`;
}

/** 0.4 → `<1 ms`, 840 → `840 ms`, 3800 → `3.8 s`, 75,000 → `1 m 15 s`, 7,500,000 → `2 h 5 m`. */
export function formatDurationMs(durationMs: number): string {
  if (durationMs > 0 && durationMs < 1) return '<1 ms';
  if (durationMs < 999.5) return `${Math.round(durationMs)} ms`;
  if (durationMs < 9_950) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return joinUnits(Math.floor(seconds / 60), 'm', seconds % 60, 's');
  if (seconds < 86_400) return joinUnits(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'm');
  return joinUnits(Math.floor(seconds / 86_400), 'd', Math.floor((seconds % 86_400) / 3600), 'h');
}

/** Minutes and seconds of a countdown, never below zero: 521,000 → `08:41`. */
export function formatCountdownMs(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `21 Nov 2026`. */
export const formatDay = (at: Date | string): string => dayFormat.format(new Date(at));

/** `21 Nov 2026, 05:31:07 UTC`. */
export function formatInstant(at: Date | string): string {
  const date = new Date(at);
  return `${dayFormat.format(date)}, ${date.toISOString().slice(11, 19)} UTC`;
}

/** `21 Nov 2026, 05:31`, for dense tables; the full instant belongs in a title. */
export function formatMinute(at: Date | string): string {
  const date = new Date(at);
  return `${dayFormat.format(date)}, ${date.toISOString().slice(11, 16)}`;
}

/** `now`, `5 min ago`, `in 3 h`, `2 d ago`, and the day itself beyond thirty days. */
export function formatRelative(at: Date | string, nowMs: number): string {
  const differenceMs = new Date(at).getTime() - nowMs;
  const minutes = Math.floor(Math.abs(differenceMs) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes >= 30 * 24 * 60) return formatDay(at);
  const words = minutes < 60 ? `${minutes} min` : minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
  return differenceMs > 0 ? `in ${words}` : `${words} ago`;
}

/** 1,536 → `1.5 KB`. */
export function formatBytes(byteCount: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = byteCount;
  let unit = 0;
  while (size >= 1023.5 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : Number(size.toFixed(1))} ${units[unit]}`;
}

/** `1 claim`, `3 claims`; pass the plural when it is not made with `s`. */
export const formatCount = (count: number, one: string, many = `${one}s`): string => `${formatNumber(count)} ${count === 1 ? one : many}`;

function joinUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
