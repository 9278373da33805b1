// Which days are held against which: UTC days, the last one inclusive.
import { z } from 'zod';

export interface DayRange {
  /** UTC day, `2026-11-30`. */
  from: string;
  /** Inclusive. */
  to: string;
}

export interface DriftWindows {
  current: DayRange;
  reference: DayRange;
}

export const CURRENT_DAYS = 7;
export const REFERENCE_DAYS = 28;
/** Blocks of four weeks before the reference that are asked how much days differ by themselves. */
export const EARLIER_BLOCKS = 3;
const BLOCK_DAYS = 28;
const MAX_DAYS = 400;
const DAY_MS = 86_400_000;

const daySchema = z.iso.date();

export const driftWindowsSchema = z
  .strictObject({
    from: daySchema.optional().describe('First UTC day of the current window'),
    to: daySchema.optional().describe('Last UTC day of the current window, inclusive'),
    reference_from: daySchema.optional().describe('First UTC day of the reference'),
    reference_to: daySchema.optional().describe('Last UTC day of the reference, inclusive'),
  })
  .superRefine(({ from, to, reference_from: refFrom, reference_to: refTo }, context) => {
    const check = (path: string, first: string | undefined, last: string | undefined) => {
      if (first && last && first > last) context.addIssue({ code: 'custom', path: [path], message: 'begins after it ends' });
      else if (first && last && daysBetween(first, last) >= MAX_DAYS)
        context.addIssue({ code: 'custom', path: [path], message: `is longer than ${MAX_DAYS} days` });
    };
    check('from', from, to);
    check('reference_from', refFrom, refTo);
  });
export type DriftWindowQuery = z.infer<typeof driftWindowsSchema>;

/**
 * The windows of a query: by default the seven whole days before `today` against the 28 days before them. A window of which one
 * end is given keeps its default length.
 */
export function driftWindows(query: DriftWindowQuery, today: string): DriftWindows {
  const to = query.to ?? (query.from ? addDays(query.from, CURRENT_DAYS - 1) : addDays(today, -1));
  const from = query.from ?? addDays(to, 1 - CURRENT_DAYS);
  const refTo = query.reference_to ?? (query.reference_from ? addDays(query.reference_from, REFERENCE_DAYS - 1) : addDays(from, -1));
  const refFrom = query.reference_from ?? addDays(refTo, 1 - REFERENCE_DAYS);
  return { current: { from, to }, reference: { from: refFrom, to: refTo } };
}

/** Four-week blocks that end before the reference and do not meet the current window, the newest first. */
export function earlierBlocks({ current, reference }: DriftWindows): DayRange[] {
  return Array.from({ length: EARLIER_BLOCKS }, (_, index) => {
    const to = addDays(reference.from, -1 - index * BLOCK_DAYS);
    return { from: addDays(to, 1 - BLOCK_DAYS), to };
  }).filter((block) => block.to < current.from || block.from > current.to);
}

export function isWithin(day: string, { from, to }: DayRange): boolean {
  return day >= from && day <= to;
}

/** Days since the epoch. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

export function addDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * DAY_MS).toISOString().slice(0, 10);
}

/** 0 for the same day. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

export function listDays({ from, to }: DayRange): string[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));
}

/** From the first day of any to the last day of any. */
export function wholeRange(ranges: readonly DayRange[]): DayRange {
  return {
    from: ranges.map(({ from }) => from).sort()[0] ?? '',
    to:
      ranges
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? '',
  };
}
