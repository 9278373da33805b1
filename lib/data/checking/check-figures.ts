// How often codes fire and how often reviewers agree with them: aggregates over a window, by indexes, without reading any body.
import 'server-only';
import { type Agreement, FIRED_DAYS, VERDICT_DAYS } from '@/lib/domain/check-view';
import type { Tx } from '@/lib/data/database';

export interface Fired {
  /** Checked runs of the window. */
  runs: number;
  /** Runs with the code on each day of the window, today last. */
  byCode: Map<string, number[]>;
}

/** From the codes on the rows of runs that started within the window; findings are not read. Days are those of UTC. */
export async function countFired(tx: Tx, projectId: string): Promise<Fired> {
  const rows = await tx.$queryRaw<{ code: string | null; daysAgo: number; runs: number }[]>`
    SELECT c.code, (now() AT TIME ZONE 'UTC')::date - (r.started_at AT TIME ZONE 'UTC')::date AS "daysAgo", count(*)::int AS runs
    FROM run r CROSS JOIN LATERAL (SELECT NULL AS code UNION ALL SELECT DISTINCT unnest(r.codes)) c
    WHERE r.project_id = ${projectId}::uuid AND r.phase = 'evaluated'
      AND r.started_at >= date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - make_interval(days => ${FIRED_DAYS - 1}::int)
    GROUP BY 1, 2`;
  const byCode = new Map<string, number[]>();
  let runs = 0;
  for (const row of rows) {
    if (row.code === null) runs += row.runs;
    else {
      const days = byCode.get(row.code) ?? Array.from({ length: FIRED_DAYS }, () => 0);
      // A clock of a tracer may run ahead: what starts tomorrow counts as today.
      const at = FIRED_DAYS - 1 - Math.max(0, row.daysAgo);
      days[at] = (days[at] ?? 0) + row.runs;
      byCode.set(row.code, days);
    }
  }
  return { runs, byCode };
}

/**
 * Verdicts by code. On a claim: the newest verdict on it within the window, when a finding with the code names that claim on the
 * revision that was judged; “cannot tell” counts neither way. On the run as a whole: the newest decision, which is wrong when it
 * corrected or rejected. The name of a verdict's event says whether anything was wrong (lib/verbs/registry.ts), so no body is read.
 */
export async function countAgreement(tx: Tx, projectId: string): Promise<Map<string, Agreement>> {
  const rows = await tx.$queryRaw<({ code: string } & Agreement)[]>`
    WITH judged AS (
      SELECT DISTINCT ON (e.run_id, e.claim_id) e.run_id, e.claim_id, e.revision, e.verb <> 'right' AS is_wrong, e.verb
      FROM review_event e
      WHERE e.project_id = ${projectId}::uuid AND e.at >= now() - make_interval(days => ${VERDICT_DAYS}::int)
        AND e.claim_id IS NOT NULL AND e.verb IN ('right', 'fix', 'absent', 'wrong_place', 'unsupported', 'cannot_tell')
      ORDER BY e.run_id, e.claim_id, e.seq DESC
    ), decided AS (
      SELECT DISTINCT ON (e.run_id) e.run_id, e.revision, i.outcome <> 'approved' AS is_wrong
      FROM review_event e JOIN item i ON i.project_id = ${projectId}::uuid AND i.item_id = e.item_id
      WHERE e.project_id = ${projectId}::uuid AND e.at >= now() - make_interval(days => ${VERDICT_DAYS}::int)
        AND e.verb IN ('submit', 'amend') AND i.outcome IS NOT NULL
      ORDER BY e.run_id, e.seq DESC
    ), said AS (
      SELECT DISTINCT f.code, j.run_id, j.claim_id, j.is_wrong
      FROM judged j JOIN finding f ON f.project_id = ${projectId}::uuid AND f.run_id = j.run_id AND f.revision = j.revision AND f.claim_id = j.claim_id
      WHERE j.verb <> 'cannot_tell'
      UNION ALL
      SELECT DISTINCT f.code, d.run_id, NULL, d.is_wrong
      FROM decided d JOIN finding f ON f.project_id = ${projectId}::uuid AND f.run_id = d.run_id AND f.revision = d.revision AND f.claim_id IS NULL
    )
    SELECT code, count(*) FILTER (WHERE is_wrong)::int AS wrong, count(*)::int AS count FROM said GROUP BY code`;
  return new Map(rows.map(({ code, ...agreement }) => [code, agreement]));
}
