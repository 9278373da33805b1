// Counts the runs of one day by failure pattern, and brings the patterns of that day up to date.
import 'server-only';
import { type TypicalCandidate, typicalRun } from '@/lib/domain/pattern/typical-run';
import type { Tx } from '@/lib/data/database';
import { sendSql } from '@/lib/data/sql-sender';

const PAGE = 200;

/** Replaces the rows of the day. */
export async function countPatternDay(tx: Tx, projectId: string, day: Date): Promise<void> {
  const before = await tx.patternDay.findMany({ where: { projectId, day }, select: { patternKey: true } });
  await tx.patternDay.deleteMany({ where: { projectId, day } });
  const now = await tx.$queryRaw<{ patternKey: string }[]>`
    INSERT INTO pattern_day (project_id, day, pattern_key, coarse_key, runs, wrong, fine)
    SELECT ${projectId}::uuid, ${day}::date, coalesce(r.pattern_key, ''), coalesce(min(p.coarse_key), ''), count(*)::int,
      (count(*) FILTER (WHERE r.review_outcome IN ('corrected', 'rejected')))::int, (count(*) FILTER (WHERE r.review_outcome = 'approved'))::int
    FROM run r LEFT JOIN pattern p ON p.project_id = ${projectId}::uuid AND p.pattern_key = r.pattern_key
    WHERE r.project_id = ${projectId}::uuid AND r.evaluated_at IS NOT NULL
      AND r.started_at >= ${day}::date::timestamp AT TIME ZONE 'UTC' AND r.started_at < (${day}::date + 1)::timestamp AT TIME ZONE 'UTC'
    GROUP BY coalesce(r.pattern_key, '') RETURNING pattern_key AS "patternKey"`;
  const keys = [...new Set([...before, ...now].map(({ patternKey }) => patternKey))].filter((key) => key !== '');
  for (let from = 0; from < keys.length; from += PAGE) await refreshPatterns(tx, projectId, keys.slice(from, from + PAGE));
}

interface PatternStanding {
  patternKey: string;
  firstSeenAt: string;
  lastSeenAt: string;
  newest: TypicalCandidate[];
}

/** When it was seen first and last and which run is typical, by the index on the key. A pattern that no run has any more stays as it was. */
async function refreshPatterns(tx: Tx, projectId: string, keys: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<PatternStanding[]>`
    SELECT k.key AS "patternKey", f.started_at::text AS "firstSeenAt", l.started_at::text AS "lastSeenAt", n.newest
    FROM unnest(${keys}::text[]) AS k(key)
    CROSS JOIN LATERAL (SELECT r.started_at FROM run r WHERE r.project_id = ${projectId}::uuid AND r.pattern_key = k.key
      ORDER BY r.started_at LIMIT 1) f
    CROSS JOIN LATERAL (SELECT r.started_at FROM run r WHERE r.project_id = ${projectId}::uuid AND r.pattern_key = k.key
      ORDER BY r.started_at DESC, r.run_id LIMIT 1) l
    CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('runId', x.run_id, 'codes', x.codes, 'documentIds', x.document_ids,
        'route', x.route, 'promptVersion', x.prompt_version, 'modelName', x.model_name, 'risk', x.risk) ORDER BY x.started_at DESC, x.run_id) AS newest
      FROM (SELECT r.* FROM run r WHERE r.project_id = ${projectId}::uuid AND r.pattern_key = k.key
        ORDER BY r.started_at DESC, r.run_id LIMIT ${COMPARED}) x) n`;
  const seen = rows.map(({ newest, ...row }) => ({ ...row, typicalRunId: typicalRun(newest) }));
  await sendSql(
    tx,
    `UPDATE pattern p SET first_seen_at = s."firstSeenAt", last_seen_at = s."lastSeenAt", typical_run_id = s."typicalRunId"
     FROM jsonb_to_recordset($2::jsonb) AS s("patternKey" text, "firstSeenAt" timestamptz, "lastSeenAt" timestamptz, "typicalRunId" text)
     WHERE p.project_id = $1::uuid AND p.pattern_key = s."patternKey" RETURNING 1`,
    [projectId, JSON.stringify(seen)],
  );
}

/** Of a large pattern the newest runs tell which is typical now. */
const COMPARED = 60;
