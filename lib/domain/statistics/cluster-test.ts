// Whether shares differ between two windows when cases of one day resemble each other: days are clusters, weekdays are strata.
import { fSurvival } from './special-functions';

/**
 * A quarter more variance than days alone show, which is a correlation of 0.15 between neighbours: with a dozen weeks to see it by,
 * that much goes unnoticed (bench/drift-false-alarms.ts is what it was set by).
 */
const LEAST_INFLATION = 1.25;

/** What was counted on one day. */
export interface ClusterDay {
  /** Days since the epoch; its remainder by seven is the weekday, its whole weeks say which days are neighbours. */
  at: number;
  /** Cases of the day. */
  size: number;
  /** Per category: cases in it (or a sum of scores over the cases). */
  values: readonly number[];
}

export interface ClusterTestInput {
  current: readonly ClusterDay[];
  reference: readonly ClusterDay[];
  /** Older days that are only asked how much days differ by themselves, in blocks that are each centred on their own shares. */
  earlier: readonly (readonly ClusterDay[])[];
  /** What a squared difference of each category is divided by: its share, or 1 for scores. */
  metric: readonly number[];
  /** The trace that independent cases would have: categories − 1 for counts, the variance of the scores for scores. */
  independentTrace: number;
}

export interface ClusterTest {
  /** Current minus reference, for the weekdays of the current window. */
  difference: number[];
  standardError: number[];
  pValue: number;
  df1: number;
  df2: number;
  /** How many times the variance of independent cases was found: 1 when runs do not resemble each other. */
  designEffect: number;
}

/**
 * Rao and Scott's second-order corrected chi-square as an F (Rao & Scott 1984; Thomas & Rao 1987; the default of Stata's svy:
 * tabulate): the covariance of a day's counts is estimated from how days deviate from the shares of their weekday, so it holds the
 * resemblance within sessions and days; it is never taken to be smaller than that of independent cases. Deviations of whole weeks
 * are compared with those of days: where neighbouring days resemble each other, the variance is raised by as much. Null when days
 * are too few to say (fewer than five degrees of freedom) or a side is empty.
 */
export function clusterTest({ current, reference, earlier, metric, independentTrace }: ClusterTestInput): ClusterTest | null {
  const now = current.filter(({ size }) => size > 0);
  const then = reference.filter(({ size }) => size > 0);
  const size = sizeOf(now);
  if (size === 0 || sizeOf(then) === 0) return null;
  const isStratified = coversWeekdays(now, then);
  const shares = stratumShares(then, isStratified);
  const expected = metric.map((_, j) => now.reduce((sum, day) => sum + day.size * (shares(day)[j] ?? 0), 0) / size);
  const difference = metric.map((_, j) => now.reduce((sum, day) => sum + (day.values[j] ?? 0), 0) / size - (expected[j] ?? 0));
  const residuals = [
    centred(now, (day) => shares(day).map((share, j) => share + (difference[j] ?? 0)), 1),
    centred(then, shares, isStratified ? weekdaysOf(then) : 1),
    ...earlier.map((block) => {
      const days = block.filter((day) => day.size > 0);
      const isOwn = isStratified && coversWeekdays(days, days);
      return centred(days, stratumShares(days, isOwn), isOwn ? weekdaysOf(days) : 1);
    }),
  ].filter(({ df }) => df > 0);
  const df = residuals.reduce((sum, block) => sum + block.df, 0);
  if (df < 5) return null;
  const covariance = pooledCovariance(residuals, metric);
  const { trace, traceOfSquare } = traces(covariance);
  const neighbours = neighbourInflation(residuals, metric);
  const floor = Math.max(1, independentTrace / (trace || independentTrace)) * neighbours.inflation;
  const effective = 1 / (1 / size + referenceWeight(now, then, isStratified) / size ** 2);
  const statistic = difference.reduce((sum, each, j) => sum + each ** 2 / (metric[j] ?? 1), 0) * effective;
  const df1 = trace > 0 ? Math.max(1, trace ** 2 / traceOfSquare) : Math.max(1, metric.length - 1);
  const mean = trace > 0 ? trace * floor : independentTrace;
  if (!(mean > 0)) return null;
  // The more of the variance was only seen between weeks, the more it is known by as few degrees of freedom as there are weeks.
  const ofWeeks = Math.min(1, 2 * (1 - LEAST_INFLATION / neighbours.inflation));
  const df2 = df1 / ((1 - ofWeeks) / df + ofWeeks / Math.max(1, neighbours.weekDf));
  return {
    difference,
    standardError: metric.map((each, j) => Math.sqrt(((covariance[j]?.[j] ?? 0) * each * floor) / effective)),
    pValue: fSurvival(statistic / mean, df1, df2),
    df1,
    df2,
    designEffect: independentTrace > 0 ? mean / independentTrace : 1,
  };
}

interface Residuals {
  days: { at: number; size: number; values: number[] }[];
  df: number;
}

function sizeOf(days: readonly ClusterDay[]): number {
  return days.reduce((sum, { size }) => sum + size, 0);
}

function weekdaysOf(days: readonly ClusterDay[]): number {
  return new Set(days.map(({ at }) => weekday(at))).size;
}

function weekday(at: number): number {
  return ((at % 7) + 7) % 7;
}

/** Whether each weekday of the one is there at least twice in the other: fewer would leave nothing to see deviations by. */
function coversWeekdays(days: readonly ClusterDay[], among: readonly ClusterDay[]): boolean {
  return days.every((day) => among.filter(({ at }) => weekday(at) === weekday(day.at)).length >= 2);
}

function stratumShares(days: readonly ClusterDay[], isStratified: boolean): (day: ClusterDay) => number[] {
  const stratum = (at: number) => (isStratified ? weekday(at) : 0);
  const sums = new Map<number, { size: number; values: number[] }>();
  for (const { at, size, values } of days) {
    const sum = sums.get(stratum(at)) ?? { size: 0, values: values.map(() => 0) };
    sum.size += size;
    for (const [j, value] of values.entries()) sum.values[j] = (sum.values[j] ?? 0) + value;
    sums.set(stratum(at), sum);
  }
  const shares = new Map([...sums].map(([key, { size, values }]) => [key, values.map((value) => value / size)]));
  return ({ at }) => shares.get(stratum(at)) ?? [];
}

function centred(days: readonly ClusterDay[], shares: (day: ClusterDay) => number[], parameters: number): Residuals {
  return {
    df: days.length - parameters,
    days: days.map((day) => {
      const means = shares(day);
      return { at: day.at, size: day.size, values: day.values.map((value, j) => value - day.size * (means[j] ?? 0)) };
    }),
  };
}

/** Per case and divided by the metric on both sides. Unbiased both for independent cases and for days that differ as wholes. */
function pooledCovariance(blocks: readonly Residuals[], metric: readonly number[]): number[][] {
  const matrix = metric.map(() => metric.map(() => 0));
  const weights = metric.map((each) => (each > 0 ? 1 / Math.sqrt(each) : 0));
  const days = blocks.reduce((sum, block) => sum + block.days.length, 0);
  const df = blocks.reduce((sum, block) => sum + block.df, 0);
  const size = blocks.reduce((sum, block) => sum + block.days.reduce((total, day) => total + day.size, 0), 0);
  for (const block of blocks) {
    for (const { values } of block.days) {
      for (const [i, row] of matrix.entries()) {
        const left = (values[i] ?? 0) * (weights[i] ?? 0);
        if (left === 0) continue;
        for (let j = 0; j < row.length; j++) row[j] = (row[j] ?? 0) + left * (values[j] ?? 0) * (weights[j] ?? 0);
      }
    }
  }
  const scale = days / df / size;
  return matrix.map((row) => row.map((value) => value * scale));
}

function traces(matrix: readonly (readonly number[])[]): { trace: number; traceOfSquare: number } {
  return {
    trace: matrix.reduce((sum, row, i) => sum + (row[i] ?? 0), 0),
    traceOfSquare: matrix.reduce((sum, row) => sum + row.reduce((total, value) => total + value * value, 0), 0),
  };
}

/** Variance of weeks over that of their days, and by how many degrees of freedom weeks are known. */
function neighbourInflation(blocks: readonly Residuals[], metric: readonly number[]): { inflation: number; weekDf: number } {
  let ofDays = 0;
  let ofWeeks = 0;
  let weeks = 0;
  let weekDf = 0;
  let days = 0;
  let dayDf = 0;
  for (const block of blocks.slice(1)) {
    const sums = new Map<number, number[]>();
    const start = Math.min(...block.days.map(({ at }) => at));
    for (const { at, values } of block.days) {
      const key = Math.floor((at - start) / 7);
      const sum = sums.get(key) ?? metric.map(() => 0);
      for (const [j, value] of values.entries()) sum[j] = (sum[j] ?? 0) + value;
      sums.set(key, sum);
      ofDays += squared(values, metric);
    }
    if (sums.size < 2) continue;
    for (const sum of sums.values()) ofWeeks += squared(sum, metric);
    weeks += sums.size;
    weekDf += sums.size - 1;
    days += block.days.length;
    dayDf += block.df;
  }
  const ratio = weekDf < 3 || ofDays <= 0 ? 1 : (ofWeeks * weeks * dayDf) / (weekDf * ofDays * days);
  return { inflation: Math.max(LEAST_INFLATION, ratio), weekDf };
}

function squared(values: readonly number[], metric: readonly number[]): number {
  return values.reduce((sum, value, j) => sum + ((metric[j] ?? 0) > 0 ? value ** 2 / (metric[j] ?? 1) : 0), 0);
}

/** Σ over weekdays of (cases now)² / (cases then): what the reference adds to the variance when it is weighted to the days of now. */
function referenceWeight(now: readonly ClusterDay[], then: readonly ClusterDay[], isStratified: boolean): number {
  if (!isStratified) return sizeOf(now) ** 2 / sizeOf(then);
  const strata = new Set(now.map(({ at }) => weekday(at)));
  return [...strata].reduce((sum, stratum) => {
    const of = (days: readonly ClusterDay[]) => sizeOf(days.filter(({ at }) => weekday(at) === stratum));
    return sum + of(now) ** 2 / of(then);
  }, 0);
}
