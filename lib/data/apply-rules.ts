// Puts a checked run into the queues whose rules catch it, once each; decided and removed items are never touched.
import 'server-only';
import type { Finding } from '@/lib/domain/evidence';
import { newId } from '@/lib/domain/new-id';
import type { RuleSubject } from '@/lib/domain/rule';
import { ruleReason } from '@/lib/domain/rule-reason';
import { Prisma } from '@/prisma/generated/client';
import type { Tx } from './database';
import { catchingRules, listStoredQueues, type StoredQueue, type StoredRule } from './stored-rules';
import { appendTrail, type TrailRecord } from './trail';

export interface CheckedRevision { projectId: string; revision: string; risk: number; findings: readonly Finding[]; subject: RuleSubject }

/** Runs all rules of the project (or of the queues given) over one run; answers how many items are new. */
export async function applyRules(tx: Tx, checked: CheckedRevision, queues?: readonly StoredQueue[]): Promise<number> {
  const entries: TrailRecord[] = [];
  for (const queue of queues ?? (await listStoredQueues(tx, checked.projectId))) {
    const rules = catchingRules(queue, checked.subject);
    const entry = rules.length ? await upsertItem(tx, checked, queue, rules) : await withdraw(tx, checked, queue);
    if (entry) entries.push(entry);
  }
  await appendTrail(tx, checked.projectId, entries);
  return entries.filter((entry) => entry.type === 'item.queued').length;
}

/** The unique key over (project, queue, run) makes a removed item a tombstone: the insert then changes nothing. */
async function upsertItem(tx: Tx, checked: CheckedRevision, queue: StoredQueue, rules: StoredRule[]): Promise<TrailRecord | null> {
  const { projectId, revision, risk, findings, subject } = checked;
  const at = new Date();
  const itemId = newId();
  const reasons = rules.map((rule) => ruleReason(rule, findings, risk));
  const priority = Math.max(...rules.map((rule) => rule.priority));
  // All rules of a queue look at the same place of the run, so the widest share is the chance with which it came in.
  const inclusion = Math.max(...rules.map((rule) => rule.sample));
  const dueAt = queue.dueHours === null ? null : new Date(at.getTime() + queue.dueHours * 3_600_000);
  const isNew = await tx.$executeRaw`
    INSERT INTO item (project_id, item_id, queue_id, run_id, revision, state, reasons, priority, risk, inclusion, due_at, created_at, available_at)
    VALUES (${projectId}::uuid, ${itemId}::uuid, ${queue.queueId}::uuid, ${subject.runId}, ${revision}, 'waiting', ${JSON.stringify(reasons)}::jsonb,
      ${priority}, ${risk}, ${inclusion}, ${dueAt}, ${at}, ${at})
    ON CONFLICT (project_id, queue_id, run_id) DO NOTHING`;
  if (isNew === 1) {
    const facts = { queue: queue.name, revision, rules: rules.map((rule) => rule.name), inclusion };
    return { type: 'item.queued', at, actorId: null, runId: subject.runId, itemId, facts };
  }
  await refresh(tx, checked, queue, { reasons, priority });
  return null;
}

/** An open item follows the run; one that is being reviewed or decided is only marked as changed since. */
async function refresh(tx: Tx, { projectId, revision, risk, subject }: CheckedRevision, queue: StoredQueue, { reasons, priority }: { reasons: object[]; priority: number }): Promise<void> {
  const where = { projectId, queueId: queue.queueId, runId: subject.runId };
  await tx.item.updateMany({
    where: { ...where, state: { in: ['waiting', 'escalated'] } },
    data: { revision, risk, priority, reasons: reasons as Prisma.InputJsonValue },
  });
  await tx.item.updateMany({ where: { ...where, state: { in: ['leased', 'done'] }, revision: { not: revision } }, data: { isChangedSince: true } });
}

/** A waiting item that nobody has touched and that no rule catches any more (a document came, say) leaves the queue. */
async function withdraw(tx: Tx, { projectId, revision, subject }: CheckedRevision, queue: StoredQueue): Promise<TrailRecord | null> {
  const [item] = await tx.$queryRaw<{ itemId: string }[]>`
    DELETE FROM item i WHERE i.project_id = ${projectId}::uuid AND i.queue_id = ${queue.queueId}::uuid AND i.run_id = ${subject.runId}
      AND i.state = 'waiting' AND i.attempts = 0 AND i.assigned_to IS NULL
      AND NOT EXISTS (SELECT FROM review_event e WHERE e.project_id = ${projectId}::uuid AND e.item_id = i.item_id)
    RETURNING i.item_id AS "itemId"`;
  if (!item) {
    const where = { projectId, queueId: queue.queueId, runId: subject.runId, state: { in: ['leased', 'done'] }, revision: { not: revision } };
    await tx.item.updateMany({ where, data: { isChangedSince: true } });
    return null;
  }
  return { type: 'item.withdrawn', at: new Date(), actorId: null, runId: subject.runId, itemId: item.itemId, facts: { queue: queue.name, revision } };
}
