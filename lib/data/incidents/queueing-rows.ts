// Askings to queue the runs of an incident, as they are shown.
import 'server-only';
import { incidentCauseSchema } from '@/lib/domain/incident/incident-cause';
import type { QueueingView } from '@/lib/domain/incident/incident-view';
import type { Tx } from '@/lib/data/database';

/** The oldest first. */
export async function listQueueings(tx: Tx, projectId: string, incidentId: string): Promise<QueueingView[]> {
  const rows = await tx.incidentQueueing.findMany({ where: { projectId, incidentId }, orderBy: { createdAt: 'asc' } });
  const queueIds = [...new Set(rows.map(({ queueId }) => queueId))];
  const queues = await tx.queue.findMany({ where: { projectId, queueId: { in: queueIds } }, select: { queueId: true, name: true } });
  const names = new Map(queues.map(({ queueId, name }) => [queueId, name]));
  return rows.map((row) => ({
    queueingId: row.queueingId,
    queue: names.get(row.queueId) ?? 'a queue that is gone',
    cause: incidentCauseSchema.parse(row.cause),
    share: row.share,
    state: row.state as QueueingView['state'],
    seen: row.seen,
    queued: row.queued,
    reasonsAdded: row.reasonsAdded,
    decidedAlready: row.decidedAlready,
    removedBefore: row.removedBefore,
    alreadyIn: row.alreadyIn,
    undone: row.undone,
    createdAt: row.createdAt.toISOString(),
    createdByName: row.createdByName,
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}
