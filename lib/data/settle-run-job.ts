// Asks the worker to settle the runs of a batch: one waiting job per run, which every new step puts off again.
import 'server-only';
import type { SqlClient } from './database';
import { settleRunKey } from './jobs';

const ADD_JOBS = `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
  SELECT ROW('settle-run', u.payload, NULL, now() + u.delay_ms * interval '1 millisecond', 25, u.job_key, NULL, NULL)::graphile_worker.job_spec
  FROM unnest($1::json[], $2::int[], $3::text[]) AS u(payload, delay_ms, job_key)))`;

/** By the database's clock, which is the one that the worker asks whether a run has come to rest. */
export async function enqueueSettling(
  client: SqlClient,
  projectId: string,
  runs: readonly { runId: string; delayMs: number }[],
): Promise<void> {
  if (runs.length === 0) return;
  await client.query(ADD_JOBS, [
    runs.map(({ runId }) => JSON.stringify({ projectId, runId })),
    runs.map(({ delayMs }) => delayMs),
    runs.map(({ runId }) => settleRunKey(projectId, runId)),
  ]);
}
