// Appends to a project's trail, in the transaction of what is recorded: both are there or neither is.
import 'server-only';
import { env } from '@/lib/env';
import { ExpectedError } from '@/lib/errors';
import { sealEntry } from '@/lib/domain/trail/trail-entry';
import type { SealedEntry, TrailRecord } from '@/lib/domain/trail/trail-entry';
import type { Tx } from './database';
import { enqueueJob } from './jobs';

export type { TrailRecord } from '@/lib/domain/trail/trail-entry';

/**
 * Appends entries and answers their indices, in order. The update of `trail_head` locks the project's trail until the
 * transaction ends, which is what makes indices dense: call this as late in the transaction as possible.
 * Throws `invalid` when an entry is over 64 KB or holds what JSON cannot carry; the transaction must then be given up.
 */
export async function appendTrail(tx: Tx, projectId: string, records: readonly TrailRecord[]): Promise<bigint[]> {
  if (records.length === 0) return [];
  const sealed = records.map((record) => ({ record, entry: seal(record) }));
  const first = await advanceHead(tx, projectId, records.length);
  const indexed = sealed.map(({ record, entry }, offset) => ({ record, entry, idx: first + BigInt(offset) }));
  await tx.trailEntry.createMany({
    data: indexed.map(({ record, entry, idx }) => ({
      projectId,
      idx,
      leafHash: new Uint8Array(entry.leafHash),
      payload: entry.payload,
      at: record.at,
      type: record.type,
      actorId: record.actorId,
      runId: record.runId ?? null,
      itemId: record.itemId ?? null,
    })),
  });
  const values = indexed.flatMap(({ entry, idx }) =>
    entry.values.map(({ field, salt, text }) => ({ projectId, idx, field, salt: new Uint8Array(salt), value: text })),
  );
  if (values.length > 0) await tx.trailValue.createMany({ data: values });
  await requestCheckpoint(tx, projectId);
  return indexed.map(({ idx }) => idx);
}

function seal(record: TrailRecord): SealedEntry {
  try {
    return sealEntry(record);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError)
      throw new ExpectedError('invalid', 'not_recordable', `This cannot be recorded in the trail: ${error.message}.`);
    throw error;
  }
}

/** Takes `count` indices and answers the first. One statement, so that a project's first entry needs no head made before. */
async function advanceHead(tx: Tx, projectId: string, count: number): Promise<bigint> {
  const rows = await tx.$queryRaw<{ size: bigint }[]>`
    INSERT INTO trail_head (project_id, size) VALUES (${projectId}::uuid, ${count}::bigint)
    ON CONFLICT (project_id) DO UPDATE SET size = trail_head.size + excluded.size
    RETURNING size`;
  const size = rows[0]?.size;
  if (rows.length !== 1 || size === undefined) throw new Error(`trail_head of ${projectId} did not move by one row`);
  return size - BigInt(count);
}

/** One job a project and interval: everything appended within it is signed together at its end. */
async function requestCheckpoint(tx: Tx, projectId: string): Promise<void> {
  const intervalMs = Math.max(1, env().COUNTERSIGN_CHECKPOINT_MS);
  const interval = Math.floor(Date.now() / intervalMs);
  await enqueueJob(
    tx,
    'checkpoint-trail',
    { projectId },
    { key: `checkpoint-trail:${projectId}:${interval}`, runAt: new Date((interval + 1) * intervalMs) },
  );
}
