// Days of counts as series for charts: shares of each day, the usual range of the reference, and which values are drawn apart.
import type { DriftDimension } from '@/lib/domain/drift/drift-dimension';
import { orderValues, OTHERS } from '@/lib/domain/drift/drift-dimension';
import type { DriftDayView } from '@/lib/domain/drift/drift-view';
import { type DayRange, isWithin, listDays } from '@/lib/domain/drift/drift-windows';

export interface DayPoint {
  day: string;
  /** Cases of the dimension on the day; 0 where nothing was counted. */
  cases: number;
  counts: Record<string, number>;
}

/** Every day of the range, those without a run too, so that a gap is seen as one. */
export function dayPoints(dimension: DriftDimension, days: readonly DriftDayView[], range: DayRange): DayPoint[] {
  const byDay = new Map(days.map((day) => [day.day, day]));
  return listDays(range).map((day) => {
    const counts = byDay.get(day)?.counts[dimension.key] ?? {};
    return { day, counts, cases: Object.values(counts).reduce((sum, count) => sum + count, 0) };
  });
}

/** The values that get a colour of their own, in order; what is beyond them is drawn as others. */
export function drawnValues(
  dimension: DriftDimension,
  points: readonly DayPoint[],
  most: number,
): { values: string[]; hasOthers: boolean } {
  const totals: Record<string, number> = {};
  for (const { counts } of points) for (const [value, count] of Object.entries(counts)) totals[value] = (totals[value] ?? 0) + count;
  const ordered = orderValues(dimension, totals);
  if (ordered.length <= most) return { values: ordered, hasOthers: false };
  const kept = dimension.scale === 'bins' ? ordered : ordered.filter((value) => value !== OTHERS).slice(0, most - 1);
  return { values: kept, hasOthers: dimension.scale !== 'bins' };
}

export interface UsualRange {
  middle: number;
  low: number;
  high: number;
}

/** Mean of the reference days' shares, weighted by their cases, and two standard deviations of the days to either side. */
export function usualRange(points: readonly DayPoint[], value: string, reference: DayRange): UsualRange | null {
  const days = points.filter(({ day, cases }) => cases > 0 && isWithin(day, reference));
  const cases = days.reduce((sum, point) => sum + point.cases, 0);
  if (days.length < 2 || cases === 0) return null;
  const middle = days.reduce((sum, { counts }) => sum + (counts[value] ?? 0), 0) / cases;
  const variance = days.reduce((sum, { counts, cases: size }) => sum + size * ((counts[value] ?? 0) / size - middle) ** 2, 0) / cases;
  const reach = 2 * Math.sqrt((variance * days.length) / (days.length - 1));
  return { middle, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** A round upper end of an axis of shares. */
export function roundCeiling(share: number): number {
  for (const end of [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8]) if (share <= end) return end;
  return 1;
}
