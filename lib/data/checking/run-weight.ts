// How much a run's steps are to work through, told without reading them.
import 'server-only';
import type { Tx } from '@/lib/data/database';

/** `bytes` as they are stored, compressed. */
export interface RunWeight {
  steps: number;
  bytes: number;
}

export async function runWeight(tx: Tx, projectId: string, runId: string): Promise<RunWeight> {
  const [row] = await tx.$queryRaw<RunWeight[]>`
    SELECT count(*)::int AS steps, coalesce(sum(coalesce(pg_column_size(o.input), 0) + coalesce(pg_column_size(o.output), 0)), 0)::float8 AS bytes
    FROM step_io o WHERE o.project_id = ${projectId}::uuid AND o.run_id = ${runId}`;
  return row ?? { steps: 0, bytes: 0 };
}
