// The columns of a run that lists read, and the one mapper from such a row to the domain.
import 'server-only';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { Prisma } from '@/prisma/generated/client';

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
const instant = (column: string, name: string) => `to_char(r.${column} AT TIME ZONE 'UTC', ${INSTANT}) AS "${name}"`;

/** Times leave the database as text because a JavaScript date would lose the microseconds. */
const COLUMNS = Prisma.raw(`r.run_id AS "runId", r.source, r.phase, r.name, r.session_id AS "sessionId", r.user_id AS "userId",
  r.environment, r.release, r.route, r.prompt_id AS "promptId", r.prompt_version AS "promptVersion", r.model_provider AS "modelProvider",
  r.model_name AS "modelName", ${instant('started_at', 'startedAt')}, ${instant('ended_at', 'endedAt')}, ${instant('received_at', 'receivedAt')},
  r.latency_ms AS "latencyMs", r.cost_usd::float8 AS "costUsd", r.input_tokens::float8 AS "inputTokens", r.output_tokens::float8 AS "outputTokens",
  r.tags, r.step_count AS "stepCount", r.error_count AS "errorCount", r.claim_count AS "claimCount", r.codes, r.document_ids AS "documentIds",
  r.risk, r.revision, ${instant('evaluated_at', 'evaluatedAt')}, r.review_outcome AS "reviewOutcome", r.eval_case_id::text AS "evalCaseId",
  r.input_preview AS "inputPreview", r.output_preview AS "outputPreview"`);

/** For `SELECT … FROM run r` of one project. */
export function runColumnsOf(projectId: string): Prisma.Sql {
  return Prisma.sql`${COLUMNS}, ${isQueuedSql(projectId)} AS "isQueued"`;
}

/** For `FROM run r`: whether an item of it is open. With EXISTS the planner may read all open items of the project for a page of runs. */
export function isQueuedSql(projectId: string): Prisma.Sql {
  return Prisma.sql`(SELECT true FROM item q WHERE q.project_id = ${projectId}::uuid AND q.run_id = r.run_id
    AND q.state IN ('waiting', 'leased', 'escalated') LIMIT 1) IS NOT NULL`;
}

/** Arrays of a row are null when the driver found them empty and untyped; a summary always has lists. */
export function runSummary(row: RunSummary): RunSummary {
  return { ...row, tags: row.tags ?? [], codes: row.codes ?? [], documentIds: row.documentIds ?? [] };
}
