// Puts a checked run into the queues whose rules catch it, once each; decided and removed items are never touched.
import 'server-only';
import type { Finding } from '@/lib/domain/evidence';
import { newId } from '@/lib/domain/new-id';
import type { RuleSubject } from '@/lib/domain/rule';
import { ruleReason } from '@/lib/domain/rule-reason';
import type { Tx } from '@/lib/data/database';
import { databaseNow } from './item-verb';
import { catchingRules, listStoredQueues, type StoredQueue, type StoredRule } from './stored-rules';
import type { TrailRecord } from '@/lib/data/trail/trail';

/** Reasons that incidents gave, which no rule takes away. */
const OF_INCIDENTS = '$[*] ? (exists(@.incident_id))';

export interface CheckedRevision {
  projectId: string;
  revision: string;
  risk: number;
  findings: readonly Finding[];
  subject: RuleSubject;
}

/**
 * Runs all rules of the project (or of the queues given) over one run, whose row must be locked. Answers what the trail has to
 * say (`item.queued`, `item.withdrawn`); the caller appends it last, because the trail's head stays locked from then on.
 */
export async function applyRules(tx: Tx, checked: CheckedRevision, queues?: readonly StoredQueue[]): Promise<TrailRecord[]> {
  const at = await databaseNow(tx);
  const entries: TrailRecord[] = [];
  for (const queue of queues ?? (await listStoredQueues(tx, checked.projectId))) {
    const rules = catchingRules(queue, checked.subject);
    const entry = rules.length ? await upsertItem(tx, checked, queue, rules, at) : await withdraw(tx, checked, queue, at);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** The unique key over (project, queue, run) makes a removed item a tombstone: the insert then changes nothing. */
async function upsertItem(
  tx: Tx,
  checked: CheckedRevision,
  queue: StoredQueue,
  rules: StoredRule[],
  at: Date,
): Promise<TrailRecord | null> {
  const { projectId, revision, risk, findings, subject } = checked;
  const itemId = newId(at.getTime());
  const reasons = JSON.stringify(rules.map((rule) => ruleReason(rule, findings, risk)));
  const priority = Math.max(...rules.map((rule) => rule.priority));
  // All rules of a queue look at the same place of the run, so the widest share is the chance with which it came in.
  const inclusion = Math.max(...rules.map((rule) => rule.sample));
  const dueAt = queue.dueHours === null ? null : new Date(at.getTime() + queue.dueHours * 3_600_000);
  const isNew = await tx.$executeRaw`
    INSERT INTO item (project_id, item_id, queue_id, run_id, revision, state, reasons, priority, risk, inclusion, due_at, created_at)
    VALUES (${projectId}::uuid, ${itemId}::uuid, ${queue.queueId}::uuid, ${subject.runId}, ${revision}, 'waiting', ${reasons}::jsonb,
      ${priority}, ${risk}, ${inclusion}, ${dueAt}, ${at})
    ON CONFLICT (project_id, queue_id, run_id) DO NOTHING`;
  if (isNew === 1) {
    const facts = { queue: queue.name, revision, rules: rules.map((rule) => rule.name), inclusion };
    return { type: 'item.queued', at, actorId: null, runId: subject.runId, itemId, facts };
  }
  // What an incident said stays beside what the rules say now, with the priority and the chance that it came with.
  await tx.$executeRaw`
    UPDATE item SET revision = ${revision}, risk = ${risk}, reasons = ${reasons}::jsonb || jsonb_path_query_array(reasons, ${OF_INCIDENTS}::jsonpath),
      priority = CASE WHEN jsonb_path_exists(reasons, ${OF_INCIDENTS}::jsonpath) THEN greatest(priority, ${priority}) ELSE ${priority} END,
      inclusion = CASE WHEN jsonb_path_exists(reasons, ${OF_INCIDENTS}::jsonpath) THEN greatest(inclusion, ${inclusion}::float8) ELSE ${inclusion}::float8 END
    WHERE project_id = ${projectId}::uuid AND queue_id = ${queue.queueId}::uuid AND run_id = ${subject.runId} AND state IN ('waiting', 'escalated')`;
  await markChanged(tx, checked, queue);
  return null;
}

/** A waiting item that nobody has touched, that no incident put here and that no rule catches any more (a document came, say) leaves the queue. */
async function withdraw(tx: Tx, checked: CheckedRevision, queue: StoredQueue, at: Date): Promise<TrailRecord | null> {
  const { projectId, revision, risk, subject } = checked;
  const [item] = await tx.$queryRaw<{ itemId: string }[]>`
    DELETE FROM item i WHERE i.project_id = ${projectId}::uuid AND i.queue_id = ${queue.queueId}::uuid AND i.run_id = ${subject.runId}
      AND i.state = 'waiting' AND i.attempts = 0 AND i.assigned_to IS NULL AND NOT jsonb_path_exists(i.reasons, ${OF_INCIDENTS}::jsonpath)
      AND NOT EXISTS (SELECT FROM review_event e WHERE e.project_id = ${projectId}::uuid AND e.item_id = i.item_id)
    RETURNING i.item_id AS "itemId"`;
  if (item)
    return { type: 'item.withdrawn', at, actorId: null, runId: subject.runId, itemId: item.itemId, facts: { queue: queue.name, revision } };
  // Somebody has had it in hand: it stays, with the reasons it came for, and follows the run.
  await tx.$executeRaw`
    UPDATE item SET revision = ${revision}, risk = ${risk}
    WHERE project_id = ${projectId}::uuid AND queue_id = ${queue.queueId}::uuid AND run_id = ${subject.runId} AND state IN ('waiting', 'escalated')`;
  await markChanged(tx, checked, queue);
  return null;
}

/** An item that is being reviewed or was decided keeps its revision and says whether the run has moved on from it. */
async function markChanged(tx: Tx, { projectId, revision, subject }: CheckedRevision, queue: StoredQueue): Promise<void> {
  await tx.$executeRaw`
    UPDATE item SET is_changed_since = (revision <> ${revision})
    WHERE project_id = ${projectId}::uuid AND queue_id = ${queue.queueId}::uuid AND run_id = ${subject.runId}
      AND state IN ('leased', 'done') AND is_changed_since <> (revision <> ${revision})`;
}
