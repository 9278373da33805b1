// Whether a pattern is new, growing, shrinking or gone: its share of the checked runs of the last seven days against the seven before.
import { benjaminiHochberg } from '@/lib/domain/statistics/benjamini-hochberg';
import { homogeneityTest } from '@/lib/domain/statistics/homogeneity';
import { type DifferenceInterval, newcombeInterval } from '@/lib/domain/statistics/newcombe-interval';

export const TRENDS = ['new', 'growing', 'steady', 'shrinking', 'gone'] as const;
export type Trend = (typeof TRENDS)[number];

const WEEK = 7;
/** Of all patterns that are called growing or shrinking, at most this share is neither. */
const FALSE_CALLS = 0.05;

export interface WeekCounts {
  /** Runs of the pattern, and all checked runs, in the last seven days and in the seven before. */
  now: number;
  before: number;
  checkedNow: number;
  checkedBefore: number;
}
export interface WeekChange extends WeekCounts {
  /** Share now minus share before with its 95 % interval; null when a week had no checked run. */
  difference: DifferenceInterval | null;
  trend: Trend;
}

/** Counts by day, today last; both lists cover the same days. */
export function weekCounts(byDay: readonly number[], checkedByDay: readonly number[]): WeekCounts {
  return {
    now: sum(byDay.slice(-WEEK)),
    before: sum(byDay.slice(-2 * WEEK, -WEEK)),
    checkedNow: sum(checkedByDay.slice(-WEEK)),
    checkedBefore: sum(checkedByDay.slice(-2 * WEEK, -WEEK)),
  };
}

/**
 * Patterns beside each other are many tests at once, so growing and shrinking are called by p values (chi-square of two shares)
 * that are adjusted over all of them (Benjamini and Hochberg 1995). New and gone state what was seen.
 */
export function weekChanges(patterns: readonly (WeekCounts & { firstSeenAt: string })[], now: Date): WeekChange[] {
  const adjusted = benjaminiHochberg(patterns.map(pValue));
  const newSince = now.getTime() - WEEK * 86_400_000;
  return patterns.map(({ firstSeenAt, ...counts }, at) => {
    const difference = newcombeInterval(counts.now, counts.checkedNow, counts.before, counts.checkedBefore);
    const isCalled = (adjusted[at] ?? 1) <= FALSE_CALLS && difference !== null;
    const isNew = counts.now > 0 && counts.before === 0 && new Date(firstSeenAt).getTime() >= newSince;
    const called = isCalled ? (difference.difference > 0 ? 'growing' : 'shrinking') : 'steady';
    return { ...counts, difference, trend: isNew ? 'new' : counts.now === 0 ? 'gone' : called };
  });
}

function pValue({ now, before, checkedNow, checkedBefore }: WeekCounts): number {
  return homogeneityTest([now, checkedNow - now], [before, checkedBefore - before])?.pValue ?? 1;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
