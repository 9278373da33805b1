// Hands an item to a reviewer: one guarded statement, so that no two people ever get the same item.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import { type Actor, can } from '@/lib/domain/policy';
import { afterLease } from '@/lib/domain/item-state';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { conflict, forbidden, notFound } from '@/lib/errors';
import { claim } from '@/lib/verbs/claim';
import { expire } from '@/lib/verbs/expire';
import { type SqlClient, withProjectSql } from '@/lib/data/database';
import { findOwnItem, renewLease } from './item-lease';
import { FREE_ITEMS_SQL, SKIP_MINUTES } from './item-order';
import { type ItemRow, lockItem, stateConflict } from './item-row';
import { readInput } from '@/lib/data/read-input';
import { newReviewEvent, recordedBy, recordedByProduct, recordEvents } from '@/lib/data/review/review-events';

export interface ClaimedItem {
  itemId: string;
  runId: string;
  queue: string;
  leaseId: string;
  leaseExpiresAt: Date;
  attempts: number;
  /** By the clock of the database, to count the lease down by. */
  now: Date;
}

/**
 * The next item of a queue by priority, risk and age, or a particular one, under a new lease; null when nothing is waiting.
 * Items whose lease ran out are taken over, unless they were tried too often: those wait for the sweep to escalate them.
 * Throws `not_found` for queue or item, and 409 when a particular item is not to be had.
 */
export async function claimItem(actor: Actor, queueName: string, payload: unknown = {}): Promise<ClaimedItem | null> {
  if (!can(actor, 'item.review')) throw forbidden('claim items');
  const { item_id: itemId, resume } = readInput(() => claim.payload.parse(payload)) as { item_id?: string; resume?: boolean };
  return withProjectSql(actor.projectId, async (client) => {
    const queueId = await findQueueId(client, actor.projectId, queueName);
    if (itemId) return claimParticular(client, actor, queueId, itemId);
    if (resume ?? actor.via === 'session') {
      const own = await findOwnItem(client, actor, queueId);
      const lease = own && (await renewLease(client, actor, own.itemId, null));
      if (own && lease)
        return {
          itemId: own.itemId,
          runId: own.runId,
          queue: own.queue,
          leaseId: lease.leaseId,
          leaseExpiresAt: lease.expiresAt,
          attempts: own.attempts,
          now: lease.now,
        };
    }
    const { rows } = await client.query<TakenItem>(CLAIM_SQL, [actor.projectId, queueId, reviewerId(actor), SKIP_MINUTES, newId()]);
    return rows[0] ? recordClaim(client, actor, queueName, rows[0]) : null;
  });
}

async function findQueueId(client: SqlClient, projectId: string, name: string): Promise<string> {
  // PostgreSQL stores no NUL, so no queue has one in its name.
  if (name.includes('\0')) throw notFound('queue');
  const { rows } = await client.query<{ queueId: string }>(
    `SELECT q.queue_id::text AS "queueId" FROM queue q WHERE q.project_id = $1::uuid AND q.name = $2`,
    [projectId, name],
  );
  if (!rows[0]) throw notFound('queue');
  return rows[0].queueId;
}

interface TakenItem {
  itemId: string;
  runId: string;
  revision: string;
  leaseId: string;
  leaseExpiresAt: Date;
  attempts: number;
  stateBefore: string;
  holderBefore: string | null;
  now: Date;
}

export const CLAIM_SQL = `
  WITH picked AS (
    SELECT i.item_id, i.state, i.lease_holder, i.lease_minutes FROM (
      SELECT w.item_id, w.state, w.lease_holder, q.lease_minutes ${FREE_ITEMS_SQL}
      LIMIT 1 FOR UPDATE OF w SKIP LOCKED
    ) i
  )
  UPDATE item t SET state = 'leased', lease_id = $5::uuid, lease_holder = $3::uuid, leased_at = clock_timestamp(),
    lease_expires_at = clock_timestamp() + make_interval(mins => p.lease_minutes),
    attempts = t.attempts + CASE WHEN p.state = 'leased' THEN 1 ELSE 0 END
  FROM picked p WHERE t.project_id = $1::uuid AND t.item_id = p.item_id
  RETURNING t.item_id::text AS "itemId", t.run_id AS "runId", t.revision, t.lease_id::text AS "leaseId", t.lease_expires_at AS "leaseExpiresAt",
    t.attempts, p.state AS "stateBefore", p.lease_holder::text AS "holderBefore", t.leased_at AS now`;

/** An item of the actor's choice: free, run out, their own (the lease is renewed), or escalated for whoever may decide those. */
async function claimParticular(client: SqlClient, actor: Actor, queueId: string, itemId: string): Promise<ClaimedItem> {
  const item = await lockItem(client, actor.projectId, itemId);
  if (item.queueId !== queueId) throw notFound('item in this queue');
  const own = await renewLease(client, actor, itemId, null);
  if (own)
    return {
      itemId,
      runId: item.runId,
      queue: item.queue,
      leaseId: own.leaseId,
      leaseExpiresAt: own.expiresAt,
      attempts: item.attempts,
      now: own.now,
    };
  requireFree(actor, item);
  const { rows } = await client.query<TakenItem>(
    `UPDATE item t SET state = 'leased', lease_id = $3::uuid, lease_holder = $4::uuid, leased_at = clock_timestamp(),
       lease_expires_at = clock_timestamp() + make_interval(mins => $5::int), attempts = $6::int
     WHERE t.project_id = $1::uuid AND t.item_id = $2::uuid AND t.state = $7
     RETURNING t.item_id::text AS "itemId", t.run_id AS "runId", t.revision, t.lease_id::text AS "leaseId", t.lease_expires_at AS "leaseExpiresAt",
       t.attempts, $7::text AS "stateBefore", $8::text AS "holderBefore", t.leased_at AS now`,
    [
      actor.projectId,
      itemId,
      newId(),
      reviewerId(actor),
      item.leaseMinutes,
      item.state === 'leased' ? item.attempts + 1 : item.attempts,
      item.state,
      item.leaseHolder,
    ],
  );
  if (!rows[0]) throw new Error(`item ${itemId} moved under its lock`);
  return recordClaim(client, actor, item.queue, rows[0]);
}

function requireFree(actor: Actor, item: ItemRow): void {
  const isAbandoned = item.state === 'leased' && !item.isLeaseLive;
  const isForLeads = item.state === 'escalated' || (isAbandoned && afterLease(item, 'came_to_nothing').state === 'escalated');
  if (item.isLeaseLive || item.state === 'done' || item.state === 'removed' || (isForLeads && !can(actor, 'item.reassign')))
    throw stateConflict(actor, item);
  if (item.assignedTo !== null && item.assignedTo !== reviewerId(actor) && !can(actor, 'item.reassign')) {
    throw conflict('item_assigned', 'This item is assigned to somebody else. Take the next one, or ask a lead to reassign it.', {
      item_id: item.itemId,
      state: item.state,
    });
  }
}

async function recordClaim(client: SqlClient, actor: Actor, queue: string, taken: TakenItem): Promise<ClaimedItem> {
  const { itemId, runId, revision, leaseId, leaseExpiresAt, attempts, stateBefore, holderBefore, now } = taken;
  if (stateBefore === 'leased') {
    const body = { from: 'leased', to: 'leased', holder: holderBefore, queue };
    await recordEvents(client, recordedByProduct(actor.projectId, now), runId, [
      newReviewEvent(expire.name, expire.trail, { itemId, revision, body, facts: body }),
    ]);
  }
  const body = { from: stateBefore, to: 'leased', queue, lease_id: leaseId, lease_expires_at: leaseExpiresAt.toISOString() };
  await recordEvents(client, recordedBy(actor, now), runId, [
    newReviewEvent(claim.name, claim.trail, { itemId, revision, body, facts: body }),
  ]);
  return { itemId, runId, queue, leaseId, leaseExpiresAt, attempts, now };
}
