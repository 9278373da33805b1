// Submit: the decision of the reviewer who holds an item. All or nothing, once for each idempotency key.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { type Submission, submissionSchema } from '@/lib/domain/review/review-submission';
import type { Json } from '@/lib/domain/run/run';
import { forbidden } from '@/lib/errors';
import { submit } from '@/lib/verbs/submit';
import { type Tx, withProject } from '@/lib/data/database';
import { keepAnswer, requestHash, reserveKey } from '@/lib/data/idempotency';
import { isHolder, type ItemRow, lockItem, stateConflict } from '@/lib/data/queues/item-row';
import { readInput } from '@/lib/data/read-input';
import { redactDecision } from '@/lib/data/privacy/redact-decision';
import { retryDeadlock } from '@/lib/data/retry-deadlock';
import { type DecisionAnswer, writeDecision } from './review-decision';
import { sendSql } from '@/lib/data/sql-sender';

/**
 * Decides an item. `payload` is the body as it was sent. A repeated `idempotencyKey` with the same body gives the stored answer.
 * Throws 422 with every wrong field or `idempotency_key_reused`, 409 `lease_lost`, `already_decided` or `stale_revision` (with
 * what changed), 404. Whatever is thrown, nothing was written.
 */
export async function submitReview(actor: Actor, itemId: string, payload: unknown, idempotencyKey: string): Promise<DecisionAnswer> {
  if (!can(actor, 'item.review')) throw forbidden('decide items');
  const body: Submission = await redactDecision(
    actor.projectId,
    readInput(() => submissionSchema.parse(payload)),
  );
  const scope = { projectId: actor.projectId, actorId: reviewerId(actor), key: idempotencyKey };
  const hash = requestHash(`submit ${itemId}`, JSON.parse(JSON.stringify(payload)) as Json);
  return retryDeadlock(() =>
    withProject(actor.projectId, async (tx) => {
      const stored = await reserveKey(tx, scope, hash);
      if (stored !== null) return stored as unknown as DecisionAnswer;
      const item = await lockItem(tx, actor.projectId, itemId);
      if (item.state !== 'leased' || !isHolder(actor, item, body.lease_id ?? null)) throw stateConflict(actor, item);
      await decideItem(tx, actor, item, body);
      const answer = await writeDecision(tx, actor, { item, body, verb: submit, reasonCode: null, amends: null });
      return keepAnswer(tx, scope, 200, answer);
    }),
  );
}

/** Guarded by state and lease: of two decisions that get this far, one changes no row. */
async function decideItem(tx: Tx, actor: Actor, item: ItemRow, { outcome, revision }: Submission): Promise<void> {
  const rows = await sendSql(
    tx,
    `UPDATE item SET state = 'done', outcome = $5, decided_by = $6::uuid, decided_at = now(), revision = $7, is_changed_since = false,
      lease_id = NULL, lease_holder = NULL, leased_at = NULL, lease_expires_at = NULL
    WHERE project_id = $1::uuid AND item_id = $2::uuid AND state = $3 AND lease_id = $4::uuid RETURNING item_id::text`,
    [actor.projectId, item.itemId, 'leased', item.leaseId, outcome, reviewerId(actor), revision],
  );
  if (rows.length !== 1) throw new Error(`item ${item.itemId} moved under its lock`);
}
