// Appends to a project's trail, in the transaction of what is recorded: both are there or neither is.
import 'server-only';
import { env } from '@/lib/env';
import { ExpectedError } from '@/lib/errors';
import { sealEntry } from '@/lib/domain/trail/trail-entry';
import type { SealedEntry, TrailRecord } from '@/lib/domain/trail/trail-entry';
import { enqueueJob } from '@/lib/data/jobs';
import { type SqlSender, sendSql } from '@/lib/data/sql-sender';

export type { TrailRecord } from '@/lib/domain/trail/trail-entry';

/**
 * Appends entries and answers their indices, in order. The update of `trail_head` locks the project's trail until the
 * transaction ends, which is what makes indices dense: call this as late in the transaction as possible.
 * Throws `invalid` when an entry is over 64 KB or holds what JSON cannot carry; the transaction must then be given up.
 */
export async function appendTrail(on: SqlSender, projectId: string, records: readonly TrailRecord[]): Promise<bigint[]> {
  if (records.length === 0) return [];
  const sealed = records.map((record) => ({ record, entry: seal(record) }));
  const first = await advanceHead(on, projectId, records.length);
  const indexed = sealed.map(({ record, entry }, offset) => ({ record, entry, idx: first + BigInt(offset) }));
  await insertEntries(on, projectId, indexed);
  await insertValues(on, projectId, indexed);
  await requestCheckpoint(on, projectId);
  return indexed.map(({ idx }) => idx);
}

interface IndexedEntry {
  record: TrailRecord;
  entry: SealedEntry;
  idx: bigint;
}

/** One statement for any number of rows. Lists of text are what both drivers send alike. */
async function insertEntries(on: SqlSender, projectId: string, indexed: readonly IndexedEntry[]): Promise<void> {
  await sendSql(
    on,
    `INSERT INTO trail_entry (project_id, idx, leaf_hash, payload, at, type, actor_id, run_id, item_id)
     SELECT $1::uuid, e.idx::bigint, decode(e.leaf_hash, 'hex'), e.payload, e.at::timestamptz, e.type, e.actor_id, e.run_id, e.item_id
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
       AS e(idx, leaf_hash, payload, at, type, actor_id, run_id, item_id)`,
    [
      projectId,
      indexed.map(({ idx }) => String(idx)),
      indexed.map(({ entry }) => entry.leafHash.toString('hex')),
      indexed.map(({ entry }) => entry.payload),
      indexed.map(({ record }) => record.at.toISOString()),
      indexed.map(({ record }) => record.type),
      indexed.map(({ record }) => record.actorId),
      indexed.map(({ record }) => record.runId ?? null),
      indexed.map(({ record }) => record.itemId ?? null),
    ],
  );
}

async function insertValues(on: SqlSender, projectId: string, indexed: readonly IndexedEntry[]): Promise<void> {
  const values = indexed.flatMap(({ entry, idx }) => entry.values.map((value) => ({ idx, ...value })));
  if (values.length === 0) return;
  // The value is stored as a JSON text that holds the canonical JSON: exactly the text that was hashed.
  await sendSql(
    on,
    `INSERT INTO trail_value (project_id, idx, field, salt, value)
     SELECT $1::uuid, v.idx::bigint, v.field, decode(v.salt, 'hex'), to_jsonb(v.value)
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS v(idx, field, salt, value)`,
    [
      projectId,
      values.map(({ idx }) => String(idx)),
      values.map(({ field }) => field),
      values.map(({ salt }) => salt.toString('hex')),
      values.map(({ text }) => text),
    ],
  );
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
async function advanceHead(on: SqlSender, projectId: string, count: number): Promise<bigint> {
  const rows = await sendSql<{ size: string }>(
    on,
    `INSERT INTO trail_head (project_id, size) VALUES ($1::uuid, $2::bigint)
     ON CONFLICT (project_id) DO UPDATE SET size = trail_head.size + excluded.size
     RETURNING size::text AS size`,
    [projectId, count],
  );
  const size = rows[0]?.size;
  if (rows.length !== 1 || size === undefined) throw new Error(`trail_head of ${projectId} did not move by one row`);
  return BigInt(size) - BigInt(count);
}

/** One job a project and interval: everything appended within it is signed together at its end. */
async function requestCheckpoint(on: SqlSender, projectId: string): Promise<void> {
  const intervalMs = Math.max(1, env().COUNTERSIGN_CHECKPOINT_MS);
  const interval = Math.floor(Date.now() / intervalMs);
  await enqueueJob(
    on,
    'checkpoint-trail',
    { projectId },
    { key: `checkpoint-trail:${projectId}:${interval}`, runAt: new Date((interval + 1) * intervalMs) },
  );
}
