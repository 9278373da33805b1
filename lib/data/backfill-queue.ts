// Applies a queue's rules to runs that are already there.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden, notFound } from '@/lib/errors';
import { applyRules } from './apply-rules';
import { withProject } from './database';
import { enqueueJob } from './jobs';
import { listFindings } from './preview-rules';
import { findRuleSubject } from './rule-subject';
import { listStoredQueues } from './stored-rules';
import { appendTrail } from './trail';

const PAGE = 100;

/** Asks the worker to do it; recorded in the trail. Items appear as it goes. */
export async function requestBackfill(actor: Actor, queueName: string): Promise<void> {
  if (!can(actor, 'queue.edit')) throw forbidden('edit queues');
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const [queue] = await listStoredQueues(tx, projectId, queueName);
    if (!queue) throw notFound('queue');
    await enqueueJob(tx, 'backfill-queue', { projectId, queue: queueName }, { key: `backfill-queue:${projectId}:${queue.queueId}` });
    await appendTrail(tx, projectId, [{ type: 'queue.backfilled', at: new Date(), actorId: actor.userId, facts: { queue: queueName, rules: queue.rules.map((rule) => rule.name) } }]);
  });
}

/** One page of checked runs, oldest first, in one transaction. Answers where to go on, or null at the end. */
export async function backfillPage(projectId: string, queueName: string, after: string): Promise<string | null> {
  return withProject(projectId, async (tx) => {
    const queues = await listStoredQueues(tx, projectId, queueName);
    if (queues.length === 0) return null;
    const runs = await tx.run.findMany({
      where: { projectId, evaluatedAt: { not: null }, runId: { gt: after } },
      orderBy: { runId: 'asc' }, take: PAGE, select: { runId: true, revision: true, risk: true },
    });
    for (const { runId, revision, risk } of runs) {
      const subject = await findRuleSubject(tx, projectId, runId);
      if (!subject || revision === null) continue;
      await applyRules(tx, { projectId, revision, risk: risk ?? 0, findings: await listFindings(tx, projectId, runId, revision), subject }, queues);
    }
    return runs.length < PAGE ? null : (runs.at(-1)?.runId ?? null);
  });
}
