// The durable inbox: batches that were acknowledged before they were read, because the reader was behind or a record must wait.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { newId } from '@/lib/domain/new-id';
import { env } from '@/lib/env';
import { forbidden } from '@/lib/errors';
import { withProjectSql } from '@/lib/data/database';
import { enqueueJobSql } from '@/lib/data/jobs';
import { openFromInbox, sealForInbox } from '@/lib/data/privacy/vault-inbox';

export interface InboxBatch {
  path: string;
  contentType: string;
  contentEncoding: string | null;
  /** As it came on the wire, still compressed. Stored sealed where the project takes anything out. */
  body: Buffer;
}
export interface WaitingBatch extends InboxBatch {
  inboxId: string;
  attempts: number;
  /** Its spans and runs stand in the quotas already. */
  isCounted: boolean;
  receivedAt: Date;
}

/** What became of a batch: done and gone, to be tried again, or given up and kept for people to look at. */
export type BatchFate =
  | { state: 'done' }
  | { state: 'again'; problem: string; isCounted?: boolean }
  | { state: 'given_up'; problem: string };

/** A batch that was given up stands at this many attempts and is not taken again. */
const GIVEN_UP = 1_000_000;

/** What is in the headers of a row. */
interface StoredHeaders {
  contentType: string;
  contentEncoding: string | null;
  sealedBy?: number | null;
  /** It was read once and counted then; only parts of it wait. */
  isCounted?: boolean;
}

/** False when the project's inbox is full (COUNTERSIGN_INBOX_LIMIT); nothing is stored then. True means durable. */
export async function putIntoInbox(actor: Actor, batch: InboxBatch, delayMs = 0): Promise<boolean> {
  if (!can(actor, 'run.ingest')) throw forbidden('send runs');
  const { projectId } = actor;
  const inboxId = newId();
  const sealed = await sealForInbox(projectId, inboxId, batch.body);
  return withProjectSql(projectId, async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO inbox (project_id, inbox_id, path, headers, body, received_at)
       SELECT $1::uuid, $2::uuid, $3, $4::jsonb, $5, now()
       WHERE (SELECT count(*) FROM inbox i WHERE i.project_id = $1::uuid AND i.attempts < ${GIVEN_UP}) < $6`,
      [
        projectId,
        inboxId,
        batch.path,
        JSON.stringify({
          contentType: batch.contentType,
          contentEncoding: batch.contentEncoding,
          sealedBy: sealed.generation,
          isCounted: delayMs > 0,
        } satisfies StoredHeaders),
        sealed.body,
        env().COUNTERSIGN_INBOX_LIMIT,
      ],
    );
    if (!rowCount) return false;
    await enqueueJobSql(client, 'drain-inbox', { projectId }, { key: `drain-inbox:${projectId}`, runAt: new Date(Date.now() + delayMs) });
    return true;
  });
}

/**
 * Gives the oldest batch that is due to `work` and does as it says; false when none is due. Each failed attempt doubles the wait.
 * The row stays locked while it is worked on: another worker takes the next one, and a worker that dies gives it back.
 */
export async function workOffInbox(projectId: string, work: (batch: WaitingBatch) => Promise<BatchFate>): Promise<boolean> {
  return withProjectSql(projectId, async (client) => {
    const { rows } = await client.query<{
      inbox_id: string;
      path: string;
      headers: StoredHeaders;
      body: Buffer;
      attempts: number;
      received_at: Date;
    }>(
      `SELECT inbox_id, path, headers, body, attempts, received_at FROM inbox WHERE project_id = $1::uuid AND attempts < ${GIVEN_UP}
       AND (attempts = 0 OR received_at + least(3600, power(2, least(attempts, 12))) * interval '1 second' < now())
       ORDER BY attempts, received_at, inbox_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [projectId],
    );
    const [row] = rows;
    if (!row) return false;
    const fate = await work({
      inboxId: row.inbox_id,
      path: row.path,
      contentType: row.headers.contentType,
      contentEncoding: row.headers.contentEncoding,
      body: await openFromInbox(projectId, row.inbox_id, row.body, row.headers.sealedBy ?? null),
      attempts: row.attempts,
      isCounted: row.headers.isCounted === true,
      receivedAt: row.received_at,
    });
    const key = [projectId, row.inbox_id];
    if (fate.state === 'done') await client.query('DELETE FROM inbox WHERE project_id = $1::uuid AND inbox_id = $2::uuid', key);
    else {
      const attempts = fate.state === 'given_up' ? GIVEN_UP : row.attempts + 1;
      const isCounted = fate.state === 'again' && fate.isCounted === true;
      await client.query(
        `UPDATE inbox SET attempts = $3, last_error = $4, headers = CASE WHEN $5::bool THEN headers || '{"isCounted": true}' ELSE headers END
         WHERE project_id = $1::uuid AND inbox_id = $2::uuid`,
        [...key, attempts, fate.problem, isCounted],
      );
    }
    return true;
  });
}

/** Batches that still wait; asks the worker to look again when there are some. */
export async function rescheduleInbox(projectId: string, delayMs: number): Promise<number> {
  return withProjectSql(projectId, async (client) => {
    const { rows } = await client.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM inbox WHERE project_id = $1::uuid AND attempts < ${GIVEN_UP}`,
      [projectId],
    );
    const waiting = rows[0]?.waiting ?? 0;
    if (waiting > 0)
      await enqueueJobSql(client, 'drain-inbox', { projectId }, { key: `drain-inbox:${projectId}`, runAt: new Date(Date.now() + delayMs) });
    return waiting;
  });
}
