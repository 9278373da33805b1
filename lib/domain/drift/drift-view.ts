// What people see of drift: comparisons of a slice, its days, the slices there are, and alarms.
import { z } from 'zod';
import { type Judged, type Slice } from './drift-family';
import type { DriftSettings } from './drift-settings';
import { type DriftWindows, driftWindowsSchema } from './drift-windows';
import { type Counts, SLICE_KINDS } from './run-contribution';

/** `all`, or `route:refund`; a prompt is `prompt:id version` with a unit separator between. */
export const sliceSchema = z
  .string()
  .max(300)
  .refine((text) => readSlice(text) !== null, 'must be all, route:…, prompt:…, model:… or environment:…');

export const driftQuerySchema = driftWindowsSchema.safeExtend({
  slice: sliceSchema.optional().describe('`all` or `kind:value`, such as `route:refund`'),
});
export type DriftQuery = z.infer<typeof driftQuerySchema>;

export function readSlice(text: string): Slice | null {
  if (text === 'all' || text === '') return { kind: 'all', value: '' };
  const at = text.indexOf(':');
  const kind = SLICE_KINDS.find((each) => each === text.slice(0, at));
  const value = text.slice(at + 1);
  return kind === undefined || kind === 'all' || value === '' ? null : { kind, value };
}

export function sliceText({ kind, value }: Slice): string {
  return kind === 'all' ? 'all' : `${kind}:${value}`;
}

export const ALARM_STATES = ['open', 'acknowledged', 'muted', 'ended'] as const;
export type AlarmState = (typeof ALARM_STATES)[number];

export interface DriftAlarmView {
  alarmId: string;
  dimension: string;
  slice: Slice;
  state: AlarmState;
  /** “Refusals 2.1 % → 6.4 % in route refund”. */
  summary: string;
  qValue: number | null;
  effect: number;
  windows: DriftWindows;
  openedAt: string;
  endedAt: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  reason: string;
  mutedUntil: string | null;
  incidentId: string | null;
  sampled: { queue: string; share: number; until: string } | null;
  webhook: { state: 'none' | 'waiting' | 'sent' | 'given_up'; error: string | null };
}

export interface DriftDayView {
  day: string;
  runs: number;
  counts: Counts;
}

export interface DriftView {
  windows: DriftWindows;
  slice: Slice;
  settings: DriftSettings;
  hasSecret: boolean;
  /** By importance: what moved first, the largest effect first. */
  comparisons: Judged[];
  /** From the first day of both windows to the last. */
  days: DriftDayView[];
  slices: (Slice & { runs: number })[];
  alarms: DriftAlarmView[];
  /** What the newest daily test found elsewhere: moved, in another slice. */
  elsewhere: { slice: Slice; dimension: string; summary: string; effect: number; qValue: number | null }[];
  testedDay: string | null;
  countedAt: string | null;
  /** Runs from before counting began are still being counted. */
  isFilling: boolean;
}

/** The address of the page, read forgivingly: what cannot be read is left out and named. */
export function readDriftQuery(given: Record<string, string | string[] | undefined>): { query: DriftQuery; problems: string[] } {
  const names = ['from', 'to', 'reference_from', 'reference_to', 'slice'] as const;
  const asked = Object.fromEntries(names.flatMap((name) => ([given[name]].flat()[0] ? [[name, [given[name]].flat()[0]]] : [])));
  const whole = driftQuerySchema.safeParse(asked);
  if (whole.success) return { query: whole.data, problems: [] };
  const problems = [...new Set(whole.error.issues.map(({ path }) => String(path[0] ?? 'the address')))];
  const kept = driftQuerySchema.safeParse(Object.fromEntries(Object.entries(asked).filter(([name]) => !problems.includes(name))));
  return { query: kept.data ?? {}, problems };
}
