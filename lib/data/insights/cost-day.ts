// Sums up cost and tokens of the runs of one day; part of counting a day anew.
import 'server-only';
import { KEPT_VALUES } from '@/lib/domain/cost/cost-kind';
import { DaySums } from '@/lib/domain/cost/day-sums';
import { QUERY_CHARS } from '@/lib/domain/cost/query-type';
import { type CostedRun, type CostedStep, runCost } from '@/lib/domain/cost/run-cost';
import type { Usage } from '@/lib/domain/run/run';
import type { Tx } from '@/lib/data/database';
import { sendSql } from '@/lib/data/sql-sender';

const PAGE = 400;

interface RunRow extends Omit<CostedRun, 'costUsd' | 'usage'> {
  costUsd: string | null;
  inputTokens: string | null;
  outputTokens: string | null;
  usage: Usage | null;
}
type StepRow = Omit<CostedStep, 'costUsd'> & { runId: string; costUsd: string | null };

/** Replaces the rows of the day. Settled runs only: what is still coming in is counted when it has come to rest. */
export async function countCostDay(tx: Tx, projectId: string, day: Date): Promise<void> {
  const sums = new DaySums();
  const ids = await tx.$queryRaw<{ runId: string }[]>`
    SELECT r.run_id AS "runId" FROM run r WHERE r.project_id = ${projectId}::uuid AND r.revision IS NOT NULL
      AND r.started_at >= ${day}::date::timestamp AT TIME ZONE 'UTC' AND r.started_at < (${day}::date + 1)::timestamp AT TIME ZONE 'UTC'`;
  for (let from = 0; from < ids.length; from += PAGE) {
    const runIds = ids.slice(from, from + PAGE).map(({ runId }) => runId);
    const steps = await readSteps(tx, projectId, runIds);
    for (const run of await readRuns(tx, projectId, runIds)) sums.add(run.runId, runCost(run, steps.get(run.runId) ?? []));
  }
  await tx.costDay.deleteMany({ where: { projectId, day } });
  const rows = sums.result(KEPT_VALUES);
  if (rows.length === 0) return;
  await tx.costDay.createMany({
    data: rows.map(({ kind, value, sums: { inputTokens, cachedTokens, outputTokens, reasoningTokens, ...rest }, dearest }) => ({
      projectId,
      kind,
      day,
      value,
      ...rest,
      inputTokens: BigInt(inputTokens),
      cachedTokens: BigInt(cachedTokens),
      outputTokens: BigInt(outputTokens),
      reasoningTokens: BigInt(reasoningTokens),
      dearest: dearest.map((run) => ({ ...run })),
    })),
  });
}

async function readRuns(tx: Tx, projectId: string, runIds: readonly string[]): Promise<CostedRun[]> {
  const rows = await tx.$queryRaw<RunRow[]>`
    SELECT r.run_id AS "runId", r.cost_usd::text AS "costUsd", r.input_tokens::text AS "inputTokens", r.output_tokens::text AS "outputTokens",
      v.record->'facts'->'usage' AS usage, r.route, r.user_id AS "userId", r.prompt_id AS "promptId", r.prompt_version AS "promptVersion",
      r.model_name AS "modelName", r.name, left(v.record#>>'{facts,input}', ${QUERY_CHARS}) AS input,
      v.record#>>'{facts,metadata,query_type}' AS "statedQueryType"
    FROM run r JOIN run_revision v ON v.project_id = ${projectId}::uuid AND v.run_id = r.run_id AND v.revision = r.revision
    WHERE r.project_id = ${projectId}::uuid AND r.run_id = ANY(${[...runIds]}::text[])`;
  return rows.map(({ inputTokens, outputTokens, usage, costUsd, ...row }) => ({
    ...row,
    costUsd: numberOrNull(costUsd),
    usage: usage ?? usageOf(numberOrNull(inputTokens), numberOrNull(outputTokens)),
  }));
}

function usageOf(inputTokens: number | null, outputTokens: number | null): Usage | null {
  if (inputTokens === null && outputTokens === null) return null;
  return { ...(inputTokens === null ? {} : { inputTokens }), ...(outputTokens === null ? {} : { outputTokens }) };
}

async function readSteps(tx: Tx, projectId: string, runIds: readonly string[]): Promise<Map<string, CostedStep[]>> {
  const rows = await sendSql<StepRow>(
    tx,
    `SELECT s.run_id AS "runId", s.step_id AS "stepId", s.parent_id AS "parentId", s.kind, s.name, s.model_name AS "modelName",
       s.facts->>'costUsd' AS "costUsd", s.facts->'usage' AS usage
     FROM step s WHERE s.project_id = $1::uuid AND s.run_id = ANY($2::text[])`,
    [projectId, [...runIds]],
  );
  const steps = new Map<string, CostedStep[]>();
  for (const { runId, costUsd, ...step } of rows) {
    const own = steps.get(runId) ?? [];
    own.push({ ...step, costUsd: numberOrNull(costUsd) });
    steps.set(runId, own);
  }
  return steps;
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
