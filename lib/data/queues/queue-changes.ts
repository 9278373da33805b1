// A word that changes whenever something in the project's queues may have: cheap enough to be asked every second by many.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import { getQueueId } from './queues';

/**
 * Every act on an item and every item that rules put in appends to the trail, so the size of the trail is a version of the
 * queues; item ids ascend with time, so the newest one shows what came in without an entry. Two look-ups by key, no lock, and
 * the same answer from every web process.
 */
export async function queueVersion(actor: Actor, queueName: string): Promise<string> {
  if (!can(actor, 'queue.read')) throw forbidden('see queues');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    await getQueueId(tx, projectId, queueName);
    const head = await tx.trailHead.findUnique({ where: { projectId }, select: { size: true } });
    const newest = await tx.item.findFirst({ where: { projectId }, orderBy: { itemId: 'desc' }, select: { itemId: true } });
    return `${head?.size ?? 0}.${newest?.itemId.slice(-12) ?? ''}`;
  });
}
