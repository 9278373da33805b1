// The list of failure patterns: groups by what fails where, from the counts by day, whatever the number of runs.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import type { PatternQuery } from '@/lib/domain/pattern/pattern-query';
import { type Trend, type WeekChange, weekChanges } from '@/lib/domain/pattern/pattern-trend';
import { PATTERN_DAYS, type PatternGroup, type PatternList } from '@/lib/domain/pattern/pattern-view';
import { forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { checkedByDay, dayWindow, type DayWindow, figuresOf, listMembers, type PatternSum, readByDay } from './pattern-counts';
import { shownMade, titleOf } from './pattern-row';
import { newestSettings } from './pattern-settings';

/** Members that a group shows in the list; its page has more. */
const MEMBERS = 6;

export async function listPatterns(actor: Actor, query: PatternQuery, now = new Date()): Promise<PatternList> {
  if (!can(actor, 'run.read')) throw forbidden('see failure patterns');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const window = dayWindow(now, PATTERN_DAYS);
    const checked = await checkedByDay(tx, projectId, window);
    const sums = await sumGroups(tx, projectId, window, checked);
    const settings = await newestSettings(tx, projectId);
    const unmuted = sums.filter(({ key }) => !settings.get(key)?.isMuted);
    // What is muted is not looked at, so it does not make the tests of the others stricter.
    const changes = new Map(weekChanges(unmuted, now).map((change, at) => [unmuted[at]?.key ?? '', change]));
    const muted = sums.filter(({ key }) => settings.get(key)?.isMuted);
    for (const [at, change] of weekChanges(muted, now).entries()) changes.set(muted[at]?.key ?? '', change);
    const chosen = chooseGroups(query.muted ? sums : unmuted, changes, query);
    const total = checked.runs.reduce((sum, runs) => sum + runs, 0);
    const members = await listMembers(tx, actor, {
      window,
      checked,
      coarseKeys: chosen.map(({ key }) => key),
      perGroup: MEMBERS,
      now,
      settings,
    });
    const byDay = await readByDay(
      tx,
      projectId,
      window,
      'coarse_key',
      chosen.map(({ key }) => key),
    );
    const groups = chosen.flatMap((sum): PatternGroup[] => {
      const patterns = members.get(sum.key) ?? [];
      const [largest] = patterns;
      if (!largest) return [];
      const made = { ...largest.made, codes: [largest.made.code], template: null, field: null, source: null };
      return [
        {
          key: sum.key,
          title: titleOf(made),
          made: shownMade(actor, made),
          setting: settings.get(sum.key) ?? null,
          patternCount: sum.patternCount,
          patterns,
          ...figuresOf(sum, byDay.get(sum.key), total, window),
          week: changes.get(sum.key) as WeekChange,
          typicalRunId: largest.typicalRunId,
        },
      ];
    });
    return {
      groups,
      groupCount: sums.length,
      mutedCount: muted.length,
      trendCounts: countTrends(query.muted ? sums : unmuted, changes),
      checkedRuns: total,
      failingRuns: checked.failing.reduce((sum, runs) => sum + runs, 0),
      checkedByDay: checked.runs,
      countedAt: checked.countedAt,
    };
  });
}

interface GroupSum extends PatternSum {
  patternCount: number;
}

/** A row a group, however many runs it has. */
async function sumGroups(tx: Tx, projectId: string, { from, today }: DayWindow, checked: { runs: number[] }): Promise<GroupSum[]> {
  const [checkedNow, checkedBefore] = [[-7], [-14, -7]].map(([start, end]) =>
    checked.runs.slice(start, end).reduce((sum, runs) => sum + runs, 0),
  );
  const rows = await tx.$queryRaw<Omit<GroupSum, 'checkedNow' | 'checkedBefore'>[]>`
    WITH sums AS (SELECT d.coarse_key AS key, sum(d.runs)::int AS runs, sum(d.wrong)::int AS wrong, sum(d.fine)::int AS fine,
        count(DISTINCT d.pattern_key)::int AS "patternCount",
        coalesce(sum(d.runs) FILTER (WHERE d.day > ${today}::date - 7), 0)::int AS now,
        coalesce(sum(d.runs) FILTER (WHERE d.day > ${today}::date - 14 AND d.day <= ${today}::date - 7), 0)::int AS before
      FROM pattern_day d WHERE d.project_id = ${projectId}::uuid AND d.day >= ${from}::date AND d.day <= ${today}::date AND d.pattern_key <> ''
      GROUP BY d.coarse_key)
    SELECT s.*, f."firstSeenAt", f."lastSeenAt" FROM sums s CROSS JOIN LATERAL (
      SELECT to_char(min(p.first_seen_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firstSeenAt",
        to_char(max(p.last_seen_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastSeenAt"
      FROM pattern p WHERE p.project_id = ${projectId}::uuid AND p.coarse_key = s.key) f
    ORDER BY s.runs DESC, s.key`;
  return rows.map((row) => ({ ...row, checkedNow: checkedNow ?? 0, checkedBefore: checkedBefore ?? 0 }));
}

function countTrends(sums: readonly GroupSum[], changes: ReadonlyMap<string, WeekChange>): Record<Trend, number> {
  const counts = { new: 0, growing: 0, steady: 0, shrinking: 0, gone: 0 };
  for (const { key } of sums) counts[changes.get(key)?.trend ?? 'steady'] += 1;
  return counts;
}

function chooseGroups(
  sums: readonly GroupSum[],
  changes: ReadonlyMap<string, WeekChange>,
  { trend, sort, limit }: PatternQuery,
): GroupSum[] {
  const wanted = trend ? sums.filter(({ key }) => changes.get(key)?.trend === trend) : sums;
  const growth = ({ key }: GroupSum) => changes.get(key)?.difference?.difference ?? 0;
  const ordered = sort === '-change' ? wanted.toSorted((a, b) => growth(b) - growth(a)) : wanted;
  return ordered.slice(0, limit);
}
