// Applies a queue's rules to runs that are already there.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden, notFound } from '@/lib/errors';
import { applyRules } from './apply-rules';
import { type Tx, withProject } from '@/lib/data/database';
import { enqueueJob } from '@/lib/data/jobs';
import { listFindings } from './preview-rules';
import { retryDeadlock } from '@/lib/data/retry-deadlock';
import { listSubjects, SUBJECT_COLUMNS } from './rule-subject';
import { askForTexts, listStoredQueues } from './stored-rules';
import { appendTrail, type TrailRecord } from '@/lib/data/trail/trail';

const PAGE = 100;

/** Asks the worker to do it; recorded in the trail. Items appear as it goes. */
export async function requestBackfill(actor: Actor, queueName: string): Promise<void> {
  if (!can(actor, 'queue.edit')) throw forbidden('edit queues');
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const [queue] = queueName.includes('\0') ? [] : await listStoredQueues(tx, projectId, queueName);
    if (!queue) throw notFound('queue');
    await enqueueJob(tx, 'backfill-queue', { projectId, queue: queueName }, { key: `backfill-queue:${projectId}:${queue.queueId}` });
    const facts = { queue: queueName, rules: queue.rules.map((rule) => rule.name) };
    await appendTrail(tx, projectId, [{ type: 'queue.backfilled', at: new Date(), actorId: actor.userId ?? actor.keyId ?? null, facts }]);
  });
}

/** One page of checked runs by their ids, in one transaction. Answers where to go on, or null at the end. */
export async function backfillPage(projectId: string, queueName: string, after: string): Promise<string | null> {
  return retryDeadlock(() => withProject(projectId, (tx) => applyToPage(tx, projectId, queueName, after)));
}

async function applyToPage(tx: Tx, projectId: string, queueName: string, after: string): Promise<string | null> {
  const queues = await listStoredQueues(tx, projectId, queueName);
  if (queues.length === 0) return null;
  // Locked in the order of their ids, as by ingest: a run that is being checked anew is looked at after that.
  const locked = await tx.$queryRaw<{ runId: string }[]>`
    SELECT run_id AS "runId" FROM run WHERE project_id = ${projectId}::uuid AND evaluated_at IS NOT NULL AND revision IS NOT NULL AND run_id > ${after}
    ORDER BY run_id LIMIT ${PAGE} FOR NO KEY UPDATE`;
  const runIds = locked.map(({ runId }) => runId);
  const runs = await tx.run.findMany({ where: { projectId, runId: { in: runIds } }, orderBy: { runId: 'asc' }, select: SUBJECT_COLUMNS });
  const subjects = await listSubjects(tx, projectId, runs, askForTexts(queues));
  const entries: TrailRecord[] = [];
  for (const [index, { runId, revision, risk }] of runs.entries()) {
    const subject = subjects[index];
    if (!subject || revision === null) continue;
    entries.push(
      ...(await applyRules(
        tx,
        { projectId, revision, risk: risk ?? 0, findings: await listFindings(tx, projectId, runId, revision), subject },
        queues,
      )),
    );
  }
  await appendTrail(tx, projectId, entries);
  return runIds.length < PAGE ? null : (runIds.at(-1) ?? null);
}
