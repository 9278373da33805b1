// Says that runs have changed and are to be counted again: appended rows, which no other writer waits for.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import type { Tx } from '@/lib/data/database';

/** In the transaction of the change: what is counted later sees the run as this transaction leaves it. */
export async function markForCounting(tx: Tx, projectId: string, runIds: readonly string[]): Promise<void> {
  await tx.driftDirty.createMany({ data: runIds.map((runId) => ({ projectId, markerId: newId(), runId })) });
}
