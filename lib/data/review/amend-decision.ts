// Amend: a lead puts a new decision in the place of one that stands. The old one is kept, and named by the new one.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { type Amendment, amendmentSchema } from '@/lib/domain/review/review-submission';
import type { Json } from '@/lib/domain/run/run';
import { conflict, forbidden } from '@/lib/errors';
import { amend } from '@/lib/verbs/amend';
import { OTHER } from '@/lib/verbs/reason';
import { type Tx, withProject } from '@/lib/data/database';
import { keepAnswer, requestHash, reserveKey } from '@/lib/data/idempotency';
import { type ItemRow, lockItem, stateConflict } from '@/lib/data/queues/item-row';
import { invalidFields, readInput } from '@/lib/data/read-input';
import { redactDecision } from '@/lib/data/privacy/redact-decision';
import { retryDeadlock } from '@/lib/data/retry-deadlock';
import { type DecisionAnswer, writeDecision } from './review-decision';

/**
 * The body says everything that holds from now on: verdicts of the amended decision that are not repeated no longer count.
 * Throws as `submitReview` does, 409 `not_decided` before there is a decision and `already_amended` when another came first.
 */
export async function amendDecision(actor: Actor, itemId: string, payload: unknown, idempotencyKey: string): Promise<DecisionAnswer> {
  if (!can(actor, 'decision.amend')) throw forbidden('amend decisions');
  const body: Amendment = await redactDecision(
    actor.projectId,
    readInput(() => amendmentSchema.parse(payload)),
  );
  if (body.reason_code === OTHER.code && !body.note)
    throw invalidFields([{ path: '/note', detail: 'is needed when the reason is other', code: 'required' }]);
  const scope = { projectId: actor.projectId, actorId: reviewerId(actor), key: idempotencyKey };
  const hash = requestHash(`amend ${itemId}`, JSON.parse(JSON.stringify(payload)) as Json);
  return retryDeadlock(() =>
    withProject(actor.projectId, async (tx) => {
      const stored = await reserveKey(tx, scope, hash);
      if (stored !== null) return stored as unknown as DecisionAnswer;
      const item = await lockItem(tx, actor.projectId, itemId);
      if (item.state === 'removed') throw stateConflict(actor, item);
      if (item.state !== 'done')
        throw conflict('not_decided', 'This item has not been decided yet. Claim it and decide it.', {
          item_id: itemId,
          state: item.state,
        });
      const amends = await decisionInForce(tx, actor.projectId, item);
      if (body.decision_id !== undefined && body.decision_id !== amends) {
        throw conflict('already_amended', 'Another decision took the place of this one. Look at it before you amend it.', {
          item_id: itemId,
          decision_id: amends,
        });
      }
      const answer = await writeDecision(tx, actor, { item, body, verb: amend, reasonCode: body.reason_code, amends });
      const data = {
        outcome: body.outcome,
        decidedBy: reviewerId(actor),
        decidedAt: item.now,
        revision: body.revision,
        isChangedSince: false,
      };
      const { count } = await tx.item.updateMany({ where: { projectId: actor.projectId, itemId, state: 'done' }, data });
      if (count !== 1) throw new Error(`item ${itemId} moved under its lock`);
      return keepAnswer(tx, scope, 200, answer);
    }),
  );
}

async function decisionInForce(tx: Tx, projectId: string, { itemId }: ItemRow): Promise<string> {
  const event = await tx.reviewEvent.findFirst({
    where: { projectId, itemId, verb: { in: ['submit', 'amend'] } },
    orderBy: { seq: 'desc' },
    select: { eventId: true },
  });
  if (!event) throw new Error(`item ${itemId} is done without a decision`);
  return event.eventId;
}
