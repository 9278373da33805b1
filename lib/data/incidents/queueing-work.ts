// Works off an incident's queueing page by page, here and in the worker: each page is one transaction, so that it can stop anywhere.
import 'server-only';
import { withProject } from '@/lib/data/database';
import { queuePage } from './queueing-page';
import { undoPage } from './queueing-undo';
import { retryDeadlock } from '@/lib/data/retry-deadlock';

/** At most `pages`; two at once take turns under the lock of the queueing. Answers whether it has ended. */
export async function workOnQueueing(projectId: string, queueingId: string, pages: number): Promise<boolean> {
  for (let done = 0; done < pages; done += 1) {
    const isEnd = await retryDeadlock(() => withProject(projectId, (tx) => nextPage(tx, projectId, queueingId)));
    if (isEnd) return true;
  }
  return false;
}

async function nextPage(tx: Parameters<typeof queuePage>[0], projectId: string, queueingId: string): Promise<boolean> {
  await tx.$queryRaw`SELECT q.queueing_id::text FROM incident_queueing q WHERE q.project_id = ${projectId}::uuid AND q.queueing_id = ${queueingId}::uuid FOR UPDATE`;
  const queueing = await tx.incidentQueueing.findUnique({ where: { projectId_queueingId: { projectId, queueingId } } });
  if (queueing?.state === 'running') return queuePage(tx, projectId, queueing);
  return queueing?.state === 'undoing' ? undoPage(tx, projectId, queueing) : true;
}
