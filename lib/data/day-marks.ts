// Marks the UTC day on which a run started as changed, in the transaction of the change, so that it is counted anew.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import type { Tx } from './database';

/**
 * Each mark is a row of its own: runs that are stored at the same time wait for nothing, and since a mark is seen exactly when its
 * change is, counting misses none. Call it before and after when a change may move the run to another day.
 */
export async function markDay(tx: Tx, projectId: string, runId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO day_mark (project_id, day, mark_id)
    SELECT r.project_id, (r.started_at AT TIME ZONE 'UTC')::date, ${newId()}::uuid
    FROM run r WHERE r.project_id = ${projectId}::uuid AND r.run_id = ${runId}`;
}

/** The days of many runs, one mark a day. */
export async function markDays(tx: Tx, projectId: string, runIds: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<{ day: Date }[]>`
    SELECT DISTINCT (r.started_at AT TIME ZONE 'UTC')::date AS day
    FROM run r WHERE r.project_id = ${projectId}::uuid AND r.run_id = ANY (${runIds}::text[])`;
  await tx.dayMark.createMany({ data: rows.map(({ day }) => ({ projectId, day, markId: newId() })) });
}
