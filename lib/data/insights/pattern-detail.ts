// One failure pattern, or a group of them: figures, what its runs have in common, the newest of them, and who changed what.
import 'server-only';
import { maskSummary } from '@/lib/domain/mask-content';
import { coarseKeyOf } from '@/lib/domain/pattern/pattern-key';
import type { PatternDetail, PatternTrait } from '@/lib/domain/pattern/pattern-view';
import { type Actor, can } from '@/lib/domain/policy';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { forbidden, notFound } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { checkedByDay, dayWindow, listMembers, type MembersQuery, readByDay } from './pattern-counts';
import { figuresOfKey } from './pattern-figures';
import { shownMade, titleOf } from './pattern-row';
import { listPatternChanges, newestSettings } from './pattern-settings';
import { runColumnsOf, runSummary } from '@/lib/data/runs/run-row';
import type { PatternMade } from '@/lib/domain/pattern/run-pattern';

/** Days that the page of one pattern looks back. */
export const DETAIL_DAYS = 56;
const MEMBERS = 40;
const NEWEST = 12;
/** So many of the newest runs with and without the pattern tell what is special about it. */
const COMPARED = 300;

/** NotFound when no run of the project ever had it. */
export async function getPattern(actor: Actor, key: string, now = new Date()): Promise<PatternDetail> {
  if (!can(actor, 'run.read')) throw forbidden('see failure patterns');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const coarseKey = coarseKeyOf(key);
    const isGroup = key === coarseKey;
    const rows = await tx.pattern.findMany({
      where: { projectId, ...(isGroup ? { coarseKey: key } : { patternKey: key }) },
      orderBy: { lastSeenAt: 'desc' },
      take: COMPARED,
    });
    const [newest] = rows;
    if (!newest) throw notFound('failure pattern');
    const settings = await newestSettings(tx, projectId);
    const window = dayWindow(now, DETAIL_DAYS);
    const checked = await checkedByDay(tx, projectId, window);
    const query: MembersQuery = { window, checked, coarseKeys: [coarseKey], perGroup: MEMBERS, now, settings };
    const patterns = isGroup ? ((await listMembers(tx, actor, query)).get(key) ?? []) : [];
    const made = newest.made as unknown as PatternMade;
    const groupMade = { ...made, codes: [made.code], template: null, field: null, source: null };
    const byDay = (await readByDay(tx, projectId, window, isGroup ? 'coarse_key' : 'pattern_key', [key])).get(key);
    const keys = isGroup ? rows.map(({ patternKey }) => patternKey) : [key];
    const group = settings.get(coarseKey)?.name || titleOf(made);
    return {
      key,
      isGroup,
      title: titleOf(made),
      made: shownMade(actor, isGroup ? groupMade : made),
      setting: settings.get(key) ?? null,
      ...(await figuresOfKey(tx, projectId, { key, isGroup, window, checked, byDay, now })),
      firstSeenAt: new Date(Math.min(...rows.map(({ firstSeenAt }) => firstSeenAt.getTime()))).toISOString(),
      lastSeenAt: newest.lastSeenAt.toISOString(),
      typicalRunId: patterns[0]?.typicalRunId ?? newest.typicalRunId,
      patterns,
      group: isGroup ? null : { key: coarseKey, title: group },
      traits: await listTraits(tx, projectId, keys),
      newest: await listNewest(tx, actor, keys),
      history: await listPatternChanges(tx, projectId, key),
      checkedRuns: checked.runs.reduce((sum, runs) => sum + runs, 0),
    };
  });
}

async function listNewest(tx: Tx, actor: Actor, keys: readonly string[]): Promise<PatternDetail['newest']> {
  const { projectId } = actor;
  const rows = await tx.$queryRaw<RunSummary[]>`
    SELECT ${runColumnsOf(projectId)} FROM run r WHERE r.project_id = ${projectId}::uuid AND r.run_id IN (
      SELECT n.run_id FROM unnest(${keys}::text[]) AS k(key) CROSS JOIN LATERAL (SELECT x.run_id, x.started_at FROM run x
        WHERE x.project_id = ${projectId}::uuid AND x.pattern_key = k.key ORDER BY x.started_at DESC, x.run_id LIMIT ${NEWEST}) n
      ORDER BY n.started_at DESC, n.run_id LIMIT ${NEWEST})
    ORDER BY r.started_at DESC, r.run_id`;
  return rows.map((row) => {
    const run = can(actor, 'run.read_raw') ? runSummary(row) : maskSummary(runSummary(row));
    const { runId, startedAt, inputPreview, risk, reviewOutcome } = run;
    return { runId, startedAt, inputPreview, risk, reviewOutcome };
  });
}

/** The newest runs of the pattern beside the newest runs of the project that do not have it. Both are read by an index. */
async function listTraits(tx: Tx, projectId: string, keys: readonly string[]): Promise<PatternTrait[]> {
  return tx.$queryRaw<PatternTrait[]>`
    WITH own AS (SELECT n.* FROM unnest(${keys}::text[]) AS k(key) CROSS JOIN LATERAL (
        SELECT x.prompt_version, x.model_name, x.route, x.environment, x.release, x.document_ids, x.started_at, x.run_id FROM run x
        WHERE x.project_id = ${projectId}::uuid AND x.pattern_key = k.key ORDER BY x.started_at DESC, x.run_id LIMIT ${COMPARED}) n
      ORDER BY n.started_at DESC, n.run_id LIMIT ${COMPARED}),
    recent AS (SELECT x.prompt_version, x.model_name, x.route, x.environment, x.release, x.document_ids, x.pattern_key FROM run x
      WHERE x.project_id = ${projectId}::uuid ORDER BY x.started_at DESC, x.run_id LIMIT ${COMPARED * 4}),
    other AS (SELECT * FROM recent WHERE pattern_key IS NULL OR NOT pattern_key = ANY (${keys}::text[])),
    had AS (SELECT t.kind, t.value, count(*)::int AS hits FROM own, LATERAL (VALUES ('prompt_version', ARRAY[prompt_version]), ('model_name', ARRAY[model_name]),
        ('route', ARRAY[route]), ('environment', ARRAY[environment]), ('release', ARRAY[release]), ('document_id', document_ids)) AS f(kind, list),
      LATERAL (SELECT DISTINCT f.kind, v AS value FROM unnest(f.list) v) t WHERE t.value IS NOT NULL GROUP BY 1, 2),
    others AS (SELECT t.kind, t.value, count(*)::int AS hits FROM other, LATERAL (VALUES ('prompt_version', ARRAY[prompt_version]), ('model_name', ARRAY[model_name]),
        ('route', ARRAY[route]), ('environment', ARRAY[environment]), ('release', ARRAY[release]), ('document_id', document_ids)) AS f(kind, list),
      LATERAL (SELECT DISTINCT f.kind, v AS value FROM unnest(f.list) v) t WHERE t.value IS NOT NULL GROUP BY 1, 2)
    SELECT h.kind, h.value, h.hits, (SELECT count(*)::int FROM own) AS of, coalesce(o.hits, 0)::int AS "otherHits", (SELECT count(*)::int FROM other) AS others
    FROM had h LEFT JOIN others o ON o.kind = h.kind AND o.value = h.value
    ORDER BY abs(h.hits::float8 / greatest(1, (SELECT count(*) FROM own)) - coalesce(o.hits, 0)::float8 / greatest(1, (SELECT count(*) FROM other))) DESC, h.kind, h.value
    LIMIT 12`;
}
