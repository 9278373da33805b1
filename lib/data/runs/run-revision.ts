// The stored record of one revision of a run, whole.
import 'server-only';
import type { AssembledRun } from '@/lib/domain/run/run';
import type { Tx } from '@/lib/data/database';

/** The record of a revision; a revision is content-addressed, so its record never differs between readers. */
export async function readRevision(tx: Tx, projectId: string, runId: string, revision: string): Promise<AssembledRun> {
  const row = await tx.runRevision.findUnique({
    where: { projectId_runId_revision: { projectId, runId, revision } },
    select: { record: true },
  });
  if (!row) throw new Error(`run ${runId} names a revision that is not stored`);
  return row.record as unknown as AssembledRun;
}
