// What is counted of runs, read in a few statements for many runs at once; only the facts of their records are read, not the bodies.
import 'server-only';
import { groupBy } from '@/lib/domain/group-by';
import type { CountedRun } from '@/lib/domain/drift/run-contribution';
import type { Tx } from '@/lib/data/database';

/** Checked runs among those named. A run that is absent from the map and from `unchecked` is not there any more. */
export interface RunFactsRead {
  runs: Map<string, CountedRun>;
  /** Being received or checked: they are marked again when that is done. */
  unchecked: Set<string>;
}

interface RunRow {
  runId: string;
  revision: string | null;
  isEvaluated: boolean;
  startedAt: Date;
  route: string | null;
  promptId: string | null;
  promptVersion: string | null;
  modelName: string | null;
  environment: string | null;
  risk: number | null;
  confidence: string | null;
  finishReason: string | null;
  codes: string[];
  reviewOutcome: string | null;
  latencyMs: number | null;
  costUsd: string | null;
  inputTokens: string | null;
  outputTokens: string | null;
}

export async function readCountedRuns(tx: Tx, projectId: string, runIds: readonly string[]): Promise<RunFactsRead> {
  const ids = [...runIds];
  const rows = await tx.$queryRaw<RunRow[]>`
    SELECT r.run_id AS "runId", r.revision, r.phase = 'evaluated' AS "isEvaluated", r.started_at AS "startedAt", r.route,
      r.prompt_id AS "promptId", r.prompt_version AS "promptVersion", r.model_name AS "modelName", r.environment, r.risk,
      v.record->'facts'->>'confidence' AS confidence, v.record->'facts'->>'finishReason' AS "finishReason", r.codes,
      r.review_outcome AS "reviewOutcome", r.latency_ms AS "latencyMs", r.cost_usd::text AS "costUsd",
      r.input_tokens::text AS "inputTokens", r.output_tokens::text AS "outputTokens"
    FROM run r LEFT JOIN run_revision v ON v.project_id = r.project_id AND v.project_id = ${projectId}::uuid AND v.run_id = r.run_id AND v.revision = r.revision
    WHERE r.project_id = ${projectId}::uuid AND r.run_id = ANY(${ids}::text[])`;
  const checked = rows.filter(({ isEvaluated, revision }) => isEvaluated && revision !== null);
  const claims = await claimStates(tx, projectId, checked);
  const passages = await passageCounts(tx, projectId, checked);
  const reasons = await overrideReasons(
    tx,
    projectId,
    checked.filter(({ reviewOutcome }) => reviewOutcome !== null).map(({ runId }) => runId),
  );
  const runs = checked.map((row): [string, CountedRun] => [
    row.runId,
    {
      ...row,
      confidence: shareOrNull(row.confidence),
      costUsd: numberOrNull(row.costUsd),
      inputTokens: numberOrNull(row.inputTokens),
      outputTokens: numberOrNull(row.outputTokens),
      claimStates: claims.get(row.runId) ?? {},
      passages: passages.get(row.runId)?.count ?? 0,
      usedPassages: passages.get(row.runId)?.used ?? 0,
      overrideReasons: reasons.get(row.runId) ?? [],
    },
  ]);
  return {
    runs: new Map(runs),
    unchecked: new Set(rows.filter(({ isEvaluated, revision }) => !isEvaluated || revision === null).map(({ runId }) => runId)),
  };
}

type Revised = { runId: string; revision: string | null };
const idsOf = (rows: readonly Revised[]) => rows.map(({ runId }) => runId);
const revisionsOf = (rows: readonly Revised[]) => rows.map(({ revision }) => revision ?? '');

async function claimStates(tx: Tx, projectId: string, rows: readonly Revised[]): Promise<Map<string, Record<string, number>>> {
  const counted = await tx.$queryRaw<{ runId: string; state: string; n: number }[]>`
    SELECT c.run_id AS "runId", c.state, count(*)::int AS n
    FROM unnest(${idsOf(rows)}::text[], ${revisionsOf(rows)}::text[]) AS k(run_id, revision)
      JOIN claim c ON c.project_id = ${projectId}::uuid AND c.run_id = k.run_id AND c.revision = k.revision
    GROUP BY 1, 2`;
  const states = new Map<string, Record<string, number>>();
  for (const { runId, state, n } of counted) states.set(runId, { ...states.get(runId), [state]: n });
  return states;
}

async function passageCounts(tx: Tx, projectId: string, rows: readonly Revised[]): Promise<Map<string, { count: number; used: number }>> {
  const counted = await tx.$queryRaw<{ runId: string; count: number; used: number }[]>`
    SELECT p.run_id AS "runId", count(*)::int AS count, count(*) FILTER (WHERE p.is_used)::int AS used
    FROM unnest(${idsOf(rows)}::text[], ${revisionsOf(rows)}::text[]) AS k(run_id, revision)
      JOIN passage p ON p.project_id = ${projectId}::uuid AND p.run_id = k.run_id AND p.revision = k.revision
    GROUP BY 1`;
  return new Map(counted.map(({ runId, count, used }) => [runId, { count, used }]));
}

/** The reasons that the newest decision gave, one for each claim or omission that it found wrong. */
async function overrideReasons(tx: Tx, projectId: string, runIds: string[]): Promise<Map<string, string[]>> {
  if (runIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ runId: string; reason: string }[]>`
    WITH newest AS (
      SELECT DISTINCT ON (d.run_id) d.run_id, d.decision_id FROM review_event d
      WHERE d.project_id = ${projectId}::uuid AND d.run_id = ANY(${runIds}::text[]) AND d.verb IN ('submit', 'amend')
      ORDER BY d.run_id, d.seq DESC
    )
    SELECT e.run_id AS "runId", e.reason_code AS reason
    FROM newest n JOIN review_event e ON e.project_id = ${projectId}::uuid AND e.run_id = n.run_id AND e.decision_id = n.decision_id
    WHERE e.reason_code IS NOT NULL AND e.verb NOT IN ('submit', 'amend')`;
  return groupBy(
    rows,
    ({ runId }) => runId,
    ({ reason }) => reason,
  );
}

function numberOrNull(text: string | null): number | null {
  const number = text === null ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

function shareOrNull(text: string | null): number | null {
  const number = numberOrNull(text);
  return number !== null && number >= 0 && number <= 1 ? number : null;
}
