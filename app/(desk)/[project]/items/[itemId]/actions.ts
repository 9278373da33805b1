'use server';
import { z } from 'zod';
import type { LeaseGrant, NextItem } from '@/components/review/review-actions';
import type { SubmissionBody } from '@/components/review/submission-body';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { type ClaimedItem, claimItem } from '@/lib/data/queues/item-claim';
import { heartbeat } from '@/lib/data/queues/item-lease';
import { recordItemVerb } from '@/lib/data/queues/item-verb';
import { submitReview } from '@/lib/data/review/submit-review';
import type { Actor } from '@/lib/domain/policy';
import { conflict } from '@/lib/errors';
import { log } from '@/lib/log';

const text = z.string().min(1).max(512);

/** Takes this item, or renews the viewer's own lease on it. */
export async function claimItemAction(project: string, itemId: string, queue: string): Promise<ActionResult<LeaseGrant>> {
  return answerAction(async () => {
    const claimed = await claimItem(await requireActionViewer(project), text.parse(queue), { item_id: text.parse(itemId) });
    if (!claimed) throw conflict('lease_lost', 'This item is not to be had now. Take the next one.');
    return grantOf(claimed);
  });
}

export async function heartbeatAction(project: string, itemId: string, leaseId: string): Promise<ActionResult<LeaseGrant>> {
  return answerAction(async () => {
    const lease = await heartbeat(await requireActionViewer(project), text.parse(itemId), { lease_id: leaseId });
    return { leaseId: lease.leaseId, leftMs: lease.expiresAt.getTime() - lease.now.getTime() };
  });
}

/** The decision is committed first; only then is the next item taken, in a transaction of its own. */
export async function submitReviewAction(
  project: string,
  itemId: string,
  queue: string,
  body: SubmissionBody,
  idempotencyKey: string,
): Promise<ActionResult<{ next: NextItem | null }>> {
  return answerAction(async () => {
    const viewer = await requireActionViewer(project);
    await submitReview(viewer, text.parse(itemId), body, z.uuid().parse(idempotencyKey));
    return { next: await takeNext(viewer, text.parse(queue)) };
  });
}

/** Skip, escalate and release: the item is given up, the next one taken. */
export async function leaveItemAction(
  project: string,
  itemId: string,
  queue: string,
  verb: string,
  payload: Record<string, unknown>,
): Promise<ActionResult<{ next: NextItem | null }>> {
  return answerAction(async () => {
    const viewer = await requireActionViewer(project);
    await recordItemVerb(viewer, text.parse(itemId), text.parse(verb), payload);
    return { next: verb === 'release' ? null : await takeNext(viewer, text.parse(queue)) };
  });
}

/** Comments and the opening of the rationale. */
export async function recordVerbAction(
  project: string,
  itemId: string,
  verb: string,
  payload: Record<string, string>,
): Promise<ActionResult<null>> {
  return answerAction(async () => {
    await recordItemVerb(await requireActionViewer(project), text.parse(itemId), text.parse(verb), payload);
    return null;
  });
}

/** What was recorded stays recorded: when the next item cannot be taken the answer is that there is none. */
async function takeNext(viewer: Actor, queue: string): Promise<NextItem | null> {
  try {
    const claimed = await claimItem(viewer, queue);
    return claimed && { itemId: claimed.itemId, lease: grantOf(claimed) };
  } catch (error) {
    log.warn({ err: error, queue }, 'the next item could not be claimed');
    return null;
  }
}

const grantOf = ({ leaseId, leaseExpiresAt, now }: ClaimedItem): LeaseGrant => ({
  leaseId,
  leftMs: leaseExpiresAt.getTime() - now.getTime(),
});
