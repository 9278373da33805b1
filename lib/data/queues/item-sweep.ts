// Takes leases back that ran out. An item that was abandoned too often goes to the leads; none is ever dropped.
import 'server-only';
import { expire } from '@/lib/verbs/expire';
import { withProject } from '@/lib/data/database';
import { lockItem } from './item-row';
import { moveItem } from './item-verb';
import { newReviewEvent, recordedByProduct, recordEvents } from '@/lib/data/review/review-events';

export interface SweptLeases {
  waiting: number;
  escalated: number;
}

const BATCH = 100;

/** Every lease of a project that is over. Safe to run twice at once, and beside claims. */
export async function sweepLeases({ projectId }: { projectId: string }): Promise<SweptLeases> {
  const swept: SweptLeases = { waiting: 0, escalated: 0 };
  for (;;) {
    const overdue = await withProject(
      projectId,
      (tx) => tx.$queryRaw<{ itemId: string }[]>`
      SELECT i.item_id::text AS "itemId" FROM item i WHERE i.project_id = ${projectId}::uuid AND i.state = 'leased' AND i.lease_expires_at <= clock_timestamp()
      ORDER BY i.lease_expires_at LIMIT ${BATCH}`,
    );
    for (const { itemId } of overdue) {
      const state = await sweepItem(projectId, itemId);
      if (state) swept[state]++;
    }
    if (overdue.length < BATCH) return swept;
  }
}

/** A transaction of its own for each item, so that one that is being claimed holds up no other. */
async function sweepItem(projectId: string, itemId: string): Promise<keyof SweptLeases | null> {
  return withProject(projectId, async (tx) => {
    const item = await lockItem(tx, projectId, itemId);
    if (item.state !== 'leased' || item.isLeaseLive) return null;
    const change = expire.read?.({}).change(item);
    if (!change || (change.state !== 'waiting' && change.state !== 'escalated'))
      throw new Error('an expired lease leads to waiting or to the leads');
    await moveItem(tx, projectId, item, change);
    const body = {
      from: item.state,
      to: change.state,
      holder: item.leaseHolder,
      attempts: change.attempts ?? item.attempts,
      queue: item.queue,
    };
    await recordEvents(tx, recordedByProduct(projectId, item.now), item.runId, [
      newReviewEvent(expire.name, expire.trail, { itemId, revision: item.revision, body, facts: body }),
    ]);
    return change.state;
  });
}
