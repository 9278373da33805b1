// Asks the worker to settle the runs of a batch: one waiting job per run, which every new step puts off again.
import 'server-only';
import type { SqlClient } from '@/lib/data/database';
import { settleRunKey } from '@/lib/data/jobs';
import { int4Array, textArray } from '@/lib/data/sql-array';

/** How many jobs were added, out of the parameters `$first` to `$first + 2`, those of `settlingArrays`, while `condition` holds. */
export function addingSettling(first: number, condition = 'true'): string {
  return `(SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
    SELECT ROW('settle-run', u.payload, NULL, now() + u.delay_ms * interval '1 millisecond', 25, u.job_key, NULL, NULL)::graphile_worker.job_spec
    FROM unnest($${first}::json[], $${first + 1}::int[], $${first + 2}::text[]) AS u(payload, delay_ms, job_key) WHERE ${condition})))`;
}

const ADD_JOBS = `SELECT ${addingSettling(1)}`;

export interface SettlingRun {
  runId: string;
  delayMs: number;
}

export function settlingArrays(projectId: string, runs: readonly SettlingRun[]): unknown[] {
  return [
    runs.map(({ runId }) => JSON.stringify({ projectId, runId })),
    int4Array(runs.map(({ delayMs }) => delayMs)),
    textArray(runs.map(({ runId }) => settleRunKey(projectId, runId))),
  ];
}

/** By the database's clock, which is the one that the worker asks whether a run has come to rest. */
export async function enqueueSettling(client: SqlClient, projectId: string, runs: readonly SettlingRun[]): Promise<void> {
  if (runs.length > 0) await client.query({ name: 'enqueue-settling', text: ADD_JOBS, values: settlingArrays(projectId, runs) });
}
