// Holds the counts of one window against those of another, dimension by dimension: how far apart, and whether by more than days differ.
import { type ClusterDay, type ClusterTest, clusterTest } from '@/lib/domain/statistics/cluster-test';
import { jensenShannon, populationStability } from '@/lib/domain/statistics/divergence';
import { balancedCramersV, homogeneityTest, poolRare } from '@/lib/domain/statistics/homogeneity';
import { mannWhitney } from '@/lib/domain/statistics/ordered-samples';
import { type DriftDimension, orderValues } from './drift-dimension';
import { dayNumber, type DayRange, type DriftWindows, earlierBlocks, isWithin } from './drift-windows';
import type { Counts } from './run-contribution';

/** The counts of one slice on one day. */
export interface DayCounts {
  day: string;
  runs: number;
  counts: Counts;
}

export interface ValueChange {
  value: string;
  current: number;
  reference: number;
  /** Of the cases of its window; the reference by the weekdays of the current one where a test was possible. */
  currentShare: number;
  referenceShare: number;
  /** 95 % bounds of the difference of the shares, by the days; null where days are too few. */
  low: number | null;
  high: number | null;
}

export interface DriftComparison {
  dimension: string;
  currentCases: number;
  referenceCases: number;
  values: ValueChange[];
  psi: number;
  jensenShannon: number;
  /** Pearson's chi-square as if every case were independent; it overstates what is seen where sessions repeat themselves. */
  chiSquare: { statistic: number; df: number; pValue: number } | null;
  /** Cramér's V of equally large windows; for bins 2·|P(current > reference) − ½|. Both from 0 to 1. */
  effect: number;
  /** For bins: P(current > reference) + ½ P(equal). */
  superiority: number | null;
  /** By days as clusters; null where days or cases are too few to say. */
  pValue: number | null;
  designEffect: number | null;
}

/** A test speaks of at most so many categories: the rarest beyond are taken together. */
const MAX_GROUPS = 20;
/** 97.5 % of a standard normal. */
const Z = 1.959964;

/** Null when a window holds no case of the dimension. Without `hasValues` the values' own intervals are left out, which are most of the work. */
export function compareDimension(
  dimension: DriftDimension,
  days: readonly DayCounts[],
  windows: DriftWindows,
  { hasValues = true }: { hasValues?: boolean } = {},
): DriftComparison | null {
  const current = totals(dimension, days, windows.current);
  const reference = totals(dimension, days, windows.reference);
  const values = orderValues(dimension, sum(current, reference));
  const left = values.map((value) => current[value] ?? 0);
  const right = values.map((value) => reference[value] ?? 0);
  const psi = populationStability(left, right);
  const divergence = jensenShannon(left, right);
  const v = balancedCramersV(left, right);
  if (psi === null || divergence === null || v === null) return null;
  const groups = capped(poolRare(left, right), left, right);
  const series = (range: DayRange, pick: (counts: Record<string, number>) => number[]) => clusterDays(dimension, days, range, pick);
  const test =
    dimension.scale === 'bins' ? scoreTest(windows, values, right, series) : countTest(windows, values, groups, left, right, series);
  const pooled = (counts: readonly number[]) => groups.map((group) => group.reduce((total, index) => total + (counts[index] ?? 0), 0));
  const chi = homogeneityTest(pooled(left), pooled(right));
  const superiority = dimension.scale === 'bins' ? (mannWhitney(left, right)?.superiority ?? 0.5) : null;
  return {
    dimension: dimension.key,
    currentCases: total(left),
    referenceCases: total(right),
    values: hasValues ? valueChanges(windows, values, left, right, series) : [],
    psi,
    jensenShannon: divergence,
    chiSquare: chi ? { statistic: chi.chiSquare, df: chi.df, pValue: chi.pValue } : null,
    effect: superiority === null ? v : Math.min(1, 2 * Math.abs(superiority - 0.5)),
    superiority,
    pValue: test?.pValue ?? null,
    designEffect: test?.designEffect ?? null,
  };
}

type Series = (range: DayRange, pick: (counts: Record<string, number>) => number[]) => ClusterDay[];

function countTest(
  windows: DriftWindows,
  values: readonly string[],
  groups: readonly number[][],
  left: readonly number[],
  right: readonly number[],
  series: Series,
): ClusterTest | null {
  if (groups.length < 2) return null;
  const pick = (counts: Record<string, number>) =>
    groups.map((group) => group.reduce((count, index) => count + (counts[values[index] ?? ''] ?? 0), 0));
  const all = total(left) + total(right);
  const metric = groups.map((group) => group.reduce((count, index) => count + (left[index] ?? 0) + (right[index] ?? 0), 0) / all);
  return testOf(windows, series, pick, metric, groups.length - 1);
}

/** Each case scores its place in the reference (its ridit, Bross 1958): the mean is ½ there, and P(current > reference) now. */
function scoreTest(windows: DriftWindows, values: readonly string[], right: readonly number[], series: Series): ClusterTest | null {
  const cases = total(right);
  let below = 0;
  const scores = new Map<string, number>();
  for (const [index, value] of values.entries()) {
    const count = right[index] ?? 0;
    scores.set(value, (below + count / 2) / cases);
    below += count;
  }
  const variance = values.reduce(
    (result, value, index) => result + ((right[index] ?? 0) / cases) * ((scores.get(value) ?? 0.5) - 0.5) ** 2,
    0,
  );
  if (!(variance > 0)) return null;
  const pick = (counts: Record<string, number>) => [
    Object.entries(counts).reduce((result, [value, count]) => result + count * (scores.get(value) ?? 0.5), 0),
  ];
  return testOf(windows, series, pick, [1], variance);
}

function valueChanges(
  windows: DriftWindows,
  values: readonly string[],
  left: readonly number[],
  right: readonly number[],
  series: Series,
): ValueChange[] {
  const [cases, others] = [total(left), total(right)];
  return values.map((value, index) => {
    const [current, reference] = [left[index] ?? 0, right[index] ?? 0];
    const share = (current + reference) / (cases + others);
    const test = share > 0 && share < 1 ? testOf(windows, series, (counts) => [counts[value] ?? 0], [share], 1 - share) : null;
    const currentShare = current / cases;
    const difference = test?.difference[0];
    const error = test?.standardError[0];
    return {
      value,
      current,
      reference,
      currentShare,
      referenceShare: difference === undefined ? reference / others : Math.min(1, Math.max(0, currentShare - difference)),
      low: difference === undefined || error === undefined ? null : Math.max(-1, difference - Z * error),
      high: difference === undefined || error === undefined ? null : Math.min(1, difference + Z * error),
    };
  });
}

function testOf(
  windows: DriftWindows,
  series: Series,
  pick: (counts: Record<string, number>) => number[],
  metric: number[],
  independentTrace: number,
): ClusterTest | null {
  return clusterTest({
    current: series(windows.current, pick),
    reference: series(windows.reference, pick),
    earlier: earlierBlocks(windows).map((block) => series(block, pick)),
    metric,
    independentTrace,
  });
}

function clusterDays(
  dimension: DriftDimension,
  days: readonly DayCounts[],
  range: DayRange,
  pick: (counts: Record<string, number>) => number[],
): ClusterDay[] {
  return days.flatMap(({ day, counts }) => {
    const own = counts[dimension.key];
    if (!own || !isWithin(day, range)) return [];
    return [{ at: dayNumber(day), size: total(Object.values(own)), values: pick(own) }];
  });
}

function totals(dimension: DriftDimension, days: readonly DayCounts[], range: DayRange): Record<string, number> {
  return days
    .filter(({ day }) => isWithin(day, range))
    .reduce<Record<string, number>>((counts, day) => sum(counts, day.counts[dimension.key] ?? {}), {});
}

function sum(left: Record<string, number>, right: Record<string, number>): Record<string, number> {
  const result = { ...left };
  for (const [value, count] of Object.entries(right)) result[value] = (result[value] ?? 0) + count;
  return result;
}

/** The rarest groups beyond the limit join the last one. */
function capped(groups: number[][], left: readonly number[], right: readonly number[]): number[][] {
  if (groups.length <= MAX_GROUPS) return groups;
  const size = (group: readonly number[]) => group.reduce((count, index) => count + (left[index] ?? 0) + (right[index] ?? 0), 0);
  const sorted = [...groups].sort((a, b) => size(b) - size(a));
  return [...sorted.slice(0, MAX_GROUPS - 1), sorted.slice(MAX_GROUPS - 1).flat()];
}

function total(counts: readonly number[]): number {
  return counts.reduce((result, count) => result + count, 0);
}
