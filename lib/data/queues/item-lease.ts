// Renews the lease of an item while its reviewer is at work.
import 'server-only';
import { z } from 'zod';
import { type Actor, can } from '@/lib/domain/policy';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { forbidden } from '@/lib/errors';
import { type SqlClient, withProjectSql } from '@/lib/data/database';
import { ITEM_COLUMNS, type ItemRow, lockItem, stateConflict } from './item-row';
import { readInput } from '@/lib/data/read-input';

export interface Lease {
  itemId: string;
  leaseId: string;
  expiresAt: Date;
  now: Date;
}

export const heartbeatSchema = z.strictObject({ lease_id: z.uuid().nullish() });

/**
 * Extends the lease by the queue's lease time from now. Throws 409 `lease_lost` (with `can_claim` when nobody else has the item),
 * `already_decided` and the like when the actor no longer holds it. Renewals are not recorded: they decide nothing.
 */
export async function heartbeat(actor: Actor, itemId: string, payload: unknown = {}): Promise<Lease> {
  if (!can(actor, 'item.review')) throw forbidden('review items');
  const { lease_id: leaseId } = readInput(() => heartbeatSchema.parse(payload));
  return withProjectSql(actor.projectId, async (client) => {
    const lease = z.uuid().safeParse(itemId).success ? await renewLease(client, actor, itemId, leaseId ?? null) : null;
    if (lease) return lease;
    throw stateConflict(actor, await lockItem(client, actor.projectId, itemId));
  });
}

/** Null when the actor does not hold the item by a lease that is still running. */
export async function renewLease(client: SqlClient, actor: Actor, itemId: string, leaseId: string | null): Promise<Lease | null> {
  const { rows } = await client.query<{ leaseId: string; leaseExpiresAt: Date; now: Date }>(
    `UPDATE item i SET lease_expires_at = clock_timestamp() + make_interval(mins => q.lease_minutes) FROM queue q
     WHERE i.project_id = $1::uuid AND q.project_id = $1::uuid AND q.queue_id = i.queue_id AND i.item_id = $2::uuid AND i.state = 'leased'
       AND i.lease_holder = $3::uuid AND i.lease_expires_at > clock_timestamp() AND ($4::uuid IS NULL OR i.lease_id = $4::uuid)
     RETURNING i.lease_id::text AS "leaseId", i.lease_expires_at AS "leaseExpiresAt", clock_timestamp() AS now`,
    [actor.projectId, itemId, reviewerId(actor), leaseId],
  );
  const [row] = rows;
  if (!row) return null;
  return { itemId, leaseId: row.leaseId, expiresAt: row.leaseExpiresAt, now: row.now };
}

/** The item that the actor already holds in a queue, oldest lease first; null when there is none. */
export async function findOwnItem(client: SqlClient, actor: Actor, queueId: string): Promise<ItemRow | null> {
  const { rows } = await client.query<ItemRow>(
    `SELECT ${ITEM_COLUMNS} FROM item i JOIN queue q ON q.project_id = i.project_id AND q.queue_id = i.queue_id
     WHERE i.project_id = $1::uuid AND q.project_id = $1::uuid AND i.queue_id = $2::uuid AND i.state = 'leased' AND i.lease_holder = $3::uuid
       AND i.lease_expires_at > clock_timestamp() ORDER BY i.leased_at, i.item_id LIMIT 1`,
    [actor.projectId, queueId, reviewerId(actor)],
  );
  return rows[0] ?? null;
}
