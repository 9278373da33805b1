// One item as the writing side sees it, locked, and the answers to whoever may not touch it.
import 'server-only';
import { z } from 'zod';
import { type Actor, can } from '@/lib/domain/policy';
import type { ItemState } from '@/lib/domain/item-state';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { conflict, type ExpectedError, notFound } from '@/lib/errors';
import { type SqlSender, sendSql } from '@/lib/data/sql-sender';

export interface ItemRow {
  itemId: string;
  queueId: string;
  queue: string;
  leaseMinutes: number;
  maxAttempts: number;
  runId: string;
  revision: string;
  state: ItemState;
  attempts: number;
  leaseId: string | null;
  leaseHolder: string | null;
  leasedAt: Date | null;
  leaseExpiresAt: Date | null;
  /** Leased, and not run out by the clock of the database. */
  isLeaseLive: boolean;
  assignedTo: string | null;
  outcome: string | null;
  decidedBy: string | null;
  /** The moment of this transaction by the clock of the database, which is the only clock that leases know. */
  now: Date;
}

export const ITEM_COLUMNS = `i.item_id::text AS "itemId", i.queue_id::text AS "queueId", q.name AS queue, q.lease_minutes AS "leaseMinutes",
  q.max_attempts AS "maxAttempts", i.run_id AS "runId", i.revision, i.state, i.attempts, i.lease_id::text AS "leaseId",
  i.lease_holder::text AS "leaseHolder", i.leased_at AS "leasedAt", i.lease_expires_at AS "leaseExpiresAt",
  coalesce(i.state = 'leased' AND i.lease_expires_at > clock_timestamp(), false) AS "isLeaseLive", i.assigned_to::text AS "assignedTo",
  i.outcome, i.decided_by::text AS "decidedBy", now() AS now`;

/**
 * Locks the run and then the item (in that order everywhere, so that no two writers wait for each other) and reads the item.
 * Throws `not_found` when it is absent or of another project.
 */
export async function lockItem(on: SqlSender, projectId: string, itemId: string): Promise<ItemRow> {
  if (!z.uuid().safeParse(itemId).success) throw notFound('item');
  const [item] = await sendSql<{ runId: string }>(
    on,
    `SELECT i.run_id AS "runId" FROM item i WHERE i.project_id = $1::uuid AND i.item_id = $2::uuid`,
    [projectId, itemId],
  );
  if (!item) throw notFound('item');
  await sendSql(on, `SELECT r.run_id FROM run r WHERE r.project_id = $1::uuid AND r.run_id = $2 FOR NO KEY UPDATE`, [
    projectId,
    item.runId,
  ]);
  const [row] = await sendSql<ItemRow>(
    on,
    `SELECT ${ITEM_COLUMNS} FROM item i JOIN queue q ON q.project_id = i.project_id AND q.queue_id = i.queue_id
    WHERE i.project_id = $1::uuid AND q.project_id = $1::uuid AND i.item_id = $2::uuid FOR UPDATE OF i`,
    [projectId, itemId],
  );
  if (!row) throw notFound('item');
  return row;
}

/** Whether the actor holds the item now; a client that names its lease holds that one only. */
export function isHolder(actor: Actor, item: ItemRow, leaseId: string | null): boolean {
  return item.isLeaseLive && item.leaseHolder === reviewerId(actor) && (leaseId === null || leaseId === item.leaseId);
}

/** Why an item cannot be acted on in its present state, and what to do about it. */
export function stateConflict(actor: Actor, item: ItemRow): ExpectedError {
  const extra = { item_id: item.itemId, state: item.state };
  if (item.state === 'done')
    return conflict('already_decided', 'This item has been decided. Open the run to see the decision; a lead can amend it.', {
      ...extra,
      outcome: item.outcome,
    });
  if (item.state === 'removed') return conflict('item_removed', 'This item was removed from its queue. Take the next one.', extra);
  if (item.state === 'escalated' && !can(actor, 'item.reassign'))
    return conflict('item_escalated', 'This item is with the leads now. Take the next one.', extra);
  const isFree = !item.isLeaseLive && (item.assignedTo === null || item.assignedTo === reviewerId(actor));
  const message = isFree
    ? 'Your lease on this item is over, and nobody has it now. Claim it again; what you wrote is still in your draft.'
    : 'This item is leased to somebody else. Take the next one, or ask a lead to reassign it.';
  return conflict('lease_lost', message, {
    ...extra,
    can_claim: isFree,
    lease_expires_at: item.isLeaseLive ? (item.leaseExpiresAt?.toISOString() ?? null) : null,
  });
}
