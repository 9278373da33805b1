// The counts of a slice on a day, and how a run is added to them or taken off.
import { OTHERS } from './drift-dimension';
import { type Counts, NO_SUMS, type RunContribution, type RunSums } from './run-contribution';

export interface DayRow {
  day: string;
  sliceKind: string;
  sliceValue: string;
  counts: Counts;
  sums: RunSums;
}

/** So many values of a dimension, and slices of a kind, are told apart on one day; the others are counted together. */
export const MAX_VALUES = 100;
export const MAX_SLICES = 100;

export function rowKey(day: string, kind: string, value: string): string {
  return JSON.stringify([day, kind, value]);
}

export function emptyRow(day: string, sliceKind: string, sliceValue: string): DayRow {
  return { day, sliceKind, sliceValue, counts: {}, sums: { ...NO_SUMS } };
}

/** `sign` 1 adds the run, −1 takes it off. Changes the row. */
export function applyRun(row: DayRow, { counts, sums }: RunContribution, sign: 1 | -1): void {
  for (const [dimension, values] of Object.entries(counts)) {
    const own = row.counts[dimension] ?? {};
    row.counts[dimension] = own;
    for (const [value, count] of Object.entries(values)) {
      const now = (own[value] ?? 0) + sign * count;
      if (now === 0) delete own[value];
      else own[value] = now;
    }
    if (Object.keys(own).length === 0) delete row.counts[dimension];
  }
  for (const name of Object.keys(sums) as (keyof RunSums)[]) row.sums[name] += sign * sums[name];
}

/**
 * The contribution as it may be counted: values beyond what a day tells apart become “others”, slices beyond are left out.
 * `whole` is the row of all runs of the day; `slicesOf` answers how many slices of a kind the day has and whether it has this one.
 */
export function bounded(contribution: RunContribution, whole: DayRow, hasRoom: (kind: string, value: string) => boolean): RunContribution {
  const counts: Counts = {};
  for (const [dimension, values] of Object.entries(contribution.counts)) {
    const known = whole.counts[dimension] ?? {};
    let room = MAX_VALUES - Object.keys(known).length;
    const own: Record<string, number> = {};
    for (const [value, count] of Object.entries(values)) {
      const isKnown = value in known;
      const name = isKnown || room > 0 ? value : OTHERS;
      if (!isKnown && name === value) room--;
      own[name] = (own[name] ?? 0) + count;
    }
    counts[dimension] = own;
  }
  return { ...contribution, counts, slices: contribution.slices.filter(([kind, value]) => kind === 'all' || hasRoom(kind, value)) };
}
