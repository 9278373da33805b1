'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { itemsQuery, type QueueQuery, queueQuerySchema } from '@/components/queue/queue-query';
import type { LeaseGrant } from '@/components/review/review-actions';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { claimItem } from '@/lib/data/queues/item-claim';
import { recordItemVerb } from '@/lib/data/queues/item-verb';
import { queueVersion } from '@/lib/data/queues/queue-changes';
import { listQueueItems } from '@/lib/data/queues/queue-items';
import { createView, removeView } from '@/lib/data/people/saved-views';
import type { QueuePage } from '@/lib/domain/queue-row';

const PAGE_ROWS = 100;
const MAX_ROWS = 200;
const listSchema = z.tuple([queueQuerySchema, z.string().max(2000).nullable(), z.number().int().min(0).max(1_000_000)]);

export async function listQueueAction(
  project: string,
  ...input: [query: QueueQuery, cursor: string | null, atLeast: number]
): Promise<ActionResult<QueuePage>> {
  return answerAction(async () => {
    const viewer = await requireActionViewer(project);
    const [query, cursor, atLeast] = listSchema.parse(input);
    return listQueueItems(viewer, query.queue ?? '', itemsQuery(query, cursor, Math.min(MAX_ROWS, Math.max(PAGE_ROWS, atLeast))));
  });
}

export async function queueVersionAction(project: string, queue: string): Promise<ActionResult<string>> {
  return answerAction(async () => queueVersion(await requireActionViewer(project), z.string().parse(queue)));
}

/** The next item, or the one that the viewer holds already. */
export async function startReviewAction(
  project: string,
  queue: string,
): Promise<ActionResult<{ itemId: string; lease: LeaseGrant } | null>> {
  return answerAction(async () => {
    const claimed = await claimItem(await requireActionViewer(project), z.string().parse(queue));
    return (
      claimed && {
        itemId: claimed.itemId,
        lease: { leaseId: claimed.leaseId, leftMs: claimed.leaseExpiresAt.getTime() - claimed.now.getTime() },
      }
    );
  });
}

/** Reassign, release, remove: what a lead does from the list. */
export async function actOnItemAction(
  project: string,
  itemId: string,
  verb: string,
  payload: Record<string, string | null>,
): Promise<ActionResult<null>> {
  return answerAction(async () => {
    await recordItemVerb(await requireActionViewer(project), z.string().parse(itemId), z.string().parse(verb), payload);
    return null;
  });
}

export async function saveViewAction(project: string, name: string, query: string, isShared: boolean): Promise<ActionResult<string>> {
  return answerAction(async () => {
    const viewId = await createView(await requireActionViewer(project), { place: 'queue', name, query, isShared });
    revalidatePath(`/${project}/queue`);
    return viewId;
  });
}

export async function removeViewAction(project: string, viewId: string): Promise<ActionResult<null>> {
  return answerAction(async () => {
    await removeView(await requireActionViewer(project), z.string().parse(viewId));
    revalidatePath(`/${project}/queue`);
    return null;
  });
}
