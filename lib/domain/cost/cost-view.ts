// What people see of cost: a window of days, its sums by day, and by every kind the dearest values.
import { z } from 'zod';
import { COST_KINDS, type CostKind, type CostSums, type DearRun } from './cost-kind';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
const MAX_DAYS = 400;
const day = z.iso.date();

export const costQuerySchema = z
  .strictObject({
    from: day.optional().describe('First UTC day; 30 days before `to` when absent'),
    to: day.optional().describe('Last UTC day, inclusive; today when absent'),
    kind: z.enum(COST_KINDS).optional().describe('With `value`: the days and the dearest runs of one part'),
    value: z.string().max(400).optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, 'begins after it ends')
  .refine(({ from, to }) => !from || !to || Date.parse(to) - Date.parse(from) < MAX_DAYS * DAY_MS, `is longer than ${MAX_DAYS} days`);
export type CostQuery = z.infer<typeof costQuerySchema>;

export interface CostRange {
  from: string;
  /** Inclusive. */
  to: string;
}

export function costRange({ from, to }: Pick<CostQuery, 'from' | 'to'>, today: string): CostRange {
  const end = to ?? (from && from > today ? from : today);
  const start = from ?? shifted(end, 1 - DEFAULT_DAYS);
  const isTooLong = Date.parse(end) - Date.parse(start) >= MAX_DAYS * DAY_MS;
  return { from: isTooLong ? shifted(end, 1 - MAX_DAYS) : start, to: end };
}

export function shifted(at: string, days: number): string {
  return new Date(Date.parse(at) + days * DAY_MS).toISOString().slice(0, 10);
}

export interface CostRow {
  value: string;
  sums: CostSums;
}

export interface CostDayView {
  day: string;
  sums: CostSums;
}

export interface CostGroup {
  kind: CostKind;
  /** The dearest first; values beyond the dearest of each day stand as `…`. */
  rows: CostRow[];
  /** Values that the window has beyond those shown. */
  more: number;
}

export interface CostView {
  range: CostRange;
  total: CostSums;
  /** Every day of the range, those without a run with zeros. */
  days: CostDayView[];
  groups: CostGroup[];
  /** The part that was asked for. */
  part: { kind: CostKind; value: string; sums: CostSums; days: CostDayView[]; dearest: DearRun[] } | null;
  countedAt: string | null;
  /** Days of the range that wait to be counted anew. */
  waitingDays: number;
}
