// Sums of the counts by day: for all checked runs, for groups of patterns and for single patterns.
import 'server-only';
import { groupBy } from '@/lib/domain/group-by';
import type { Actor } from '@/lib/domain/policy';
import type { PatternSettingVersion } from '@/lib/domain/pattern/pattern-setting';
import { type WeekChange, type WeekCounts, weekChanges } from '@/lib/domain/pattern/pattern-trend';
import type { PatternFigures, PatternView } from '@/lib/domain/pattern/pattern-view';
import type { PatternMade } from '@/lib/domain/pattern/run-pattern';
import { wilsonInterval } from '@/lib/domain/statistics/wilson-interval';
import { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';
import { shownMade, titleOf } from './pattern-row';

export interface DayWindow {
  /** Days as `2026-11-30`, the first and the last. */
  from: string;
  today: string;
  days: number;
}
export interface CheckedDays {
  /** Checked runs and those with a pattern on each day, today last. */
  runs: number[];
  failing: number[];
  countedAt: string | null;
}
/** Sums over the window. */
export interface PatternSum extends WeekCounts {
  key: string;
  runs: number;
  wrong: number;
  fine: number;
  firstSeenAt: string;
  lastSeenAt: string;
}

export function dayWindow(now: Date, days: number): DayWindow {
  const day = (ago: number) => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10);
  return { from: day(days - 1), today: day(0), days };
}

export async function checkedByDay(tx: Tx, projectId: string, { from, today, days }: DayWindow): Promise<CheckedDays> {
  const rows = await tx.$queryRaw<{ ago: number; runs: number; failing: number }[]>`
    SELECT ${today}::date - d.day AS ago, sum(d.runs)::int AS runs, coalesce(sum(d.runs) FILTER (WHERE d.pattern_key <> ''), 0)::int AS failing
    FROM pattern_day d WHERE d.project_id = ${projectId}::uuid AND d.day >= ${from}::date AND d.day <= ${today}::date GROUP BY d.day`;
  const [counted] = await tx.$queryRaw<{ at: Date | null }[]>`
    SELECT max(c.counted_at) AS at FROM day_counted c WHERE c.project_id = ${projectId}::uuid AND c.day >= ${from}::date`;
  return { runs: spread(days, rows, 'runs'), failing: spread(days, rows, 'failing'), countedAt: counted?.at?.toISOString() ?? null };
}

function spread<K extends string>(days: number, rows: readonly ({ ago: number } & Record<K, number>)[], field: K): number[] {
  const byAgo = new Map(rows.map((row) => [row.ago, row[field]]));
  return Array.from({ length: days }, (_, at) => byAgo.get(days - 1 - at) ?? 0);
}

/** Runs on each day by key, today last; keys without any run are left out. */
export async function readByDay(
  tx: Tx,
  projectId: string,
  { from, today, days }: DayWindow,
  column: 'coarse_key' | 'pattern_key',
  keys: readonly string[],
): Promise<Map<string, number[]>> {
  const key = Prisma.raw(`d.${column}`);
  const rows = await tx.$queryRaw<{ key: string; ago: number; runs: number }[]>`
    SELECT ${key} AS key, ${today}::date - d.day AS ago, sum(d.runs)::int AS runs FROM pattern_day d
    WHERE d.project_id = ${projectId}::uuid AND d.day >= ${from}::date AND d.day <= ${today}::date AND ${key} = ANY (${keys}::text[]) GROUP BY 1, 2`;
  return new Map([...groupBy(rows, ({ key: found }) => found)].map(([found, list]) => [found, spread(days, list, 'runs')]));
}

/** All figures but the trend and the typical run. */
export function figuresOf(
  { runs, wrong, fine, firstSeenAt, lastSeenAt }: PatternSum,
  byDay: number[] | undefined,
  checkedRuns: number,
  { days }: DayWindow,
): Omit<PatternFigures, 'week' | 'typicalRunId'> {
  return {
    runs,
    share: wilsonInterval(runs, checkedRuns),
    byDay: byDay ?? Array.from({ length: days }, () => 0),
    outcomes: { wrong, fine, open: runs - wrong - fine },
    firstSeenAt,
    lastSeenAt,
  };
}

export interface MembersQuery {
  window: DayWindow;
  checked: CheckedDays;
  coarseKeys: readonly string[];
  perGroup: number;
  now: Date;
  settings: ReadonlyMap<string, PatternSettingVersion>;
}

/** The largest patterns of each group, by coarse key. */
export async function listMembers(tx: Tx, actor: Actor, query: MembersQuery): Promise<Map<string, PatternView[]>> {
  const { window, checked, coarseKeys, perGroup, now, settings } = query;
  const { projectId } = actor;
  const rows = await tx.$queryRaw<
    (Omit<PatternSum, 'checkedNow' | 'checkedBefore'> & { coarseKey: string; made: unknown; typicalRunId: string })[]
  >`
    WITH sums AS (SELECT d.coarse_key, d.pattern_key, sum(d.runs)::int AS runs, sum(d.wrong)::int AS wrong, sum(d.fine)::int AS fine,
        coalesce(sum(d.runs) FILTER (WHERE d.day > ${window.today}::date - 7), 0)::int AS now,
        coalesce(sum(d.runs) FILTER (WHERE d.day > ${window.today}::date - 14 AND d.day <= ${window.today}::date - 7), 0)::int AS before
      FROM pattern_day d WHERE d.project_id = ${projectId}::uuid AND d.day >= ${window.from}::date AND d.day <= ${window.today}::date
        AND d.coarse_key = ANY (${coarseKeys}::text[]) GROUP BY 1, 2),
    ranked AS (SELECT s.*, row_number() OVER (PARTITION BY s.coarse_key ORDER BY s.runs DESC, s.pattern_key) AS place FROM sums s)
    SELECT r.coarse_key AS "coarseKey", r.pattern_key AS key, r.runs, r.wrong, r.fine, r.now, r.before, p.made, p.typical_run_id AS "typicalRunId",
      to_char(p.first_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firstSeenAt",
      to_char(p.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastSeenAt"
    FROM ranked r JOIN pattern p ON p.project_id = ${projectId}::uuid AND p.pattern_key = r.pattern_key
    WHERE r.place <= ${perGroup} ORDER BY r.coarse_key, r.place`;
  const week = (start: number, end?: number) => checked.runs.slice(start, end).reduce((sum, runs) => sum + runs, 0);
  const sums = rows.map((row) => ({ ...row, checkedNow: week(-7), checkedBefore: week(-14, -7) }));
  const changes = weekChanges(sums, now);
  const byDay = await readByDay(
    tx,
    projectId,
    window,
    'pattern_key',
    sums.map(({ key }) => key),
  );
  const members = new Map<string, PatternView[]>();
  for (const [at, { coarseKey, made: stored, typicalRunId, ...sum }] of sums.entries()) {
    const made = stored as PatternMade;
    const view: PatternView = {
      key: sum.key,
      title: titleOf(made),
      made: shownMade(actor, made),
      setting: settings.get(sum.key) ?? null,
      ...figuresOf(sum, byDay.get(sum.key), week(0), window),
      week: changes[at] as WeekChange,
      typicalRunId,
    };
    const group = members.get(coarseKey);
    if (group) group.push(view);
    else members.set(coarseKey, [view]);
  }
  return members;
}
