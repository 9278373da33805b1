// Does any verb that changes no more than its item, and any remark on a run. A new verb needs nothing here.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { canMove, type ItemChange } from '@/lib/domain/item-state';
import { forbidden, notFound } from '@/lib/errors';
import { findVerb } from '@/lib/verbs/registry';
import type { ItemVerb, RunVerb, VerbUse } from '@/lib/verbs/verb';
import { type Tx, withProject } from '@/lib/data/database';
import { markForCounting } from '@/lib/data/insights/drift-mark';
import { isHolder, type ItemRow, lockItem, stateConflict } from './item-row';
import { readInput } from '@/lib/data/read-input';
import { redactValue } from '@/lib/data/privacy/redactor';
import { retryDeadlock } from '@/lib/data/retry-deadlock';
import { newReviewEvent, type ReviewEventPlace, recordedBy, recordEvents } from '@/lib/data/review/review-events';
import { requireMember } from '@/lib/data/review/review-member';
import { sendSql } from '@/lib/data/sql-sender';

export interface RecordedVerb extends ReviewEventPlace {
  itemId: string | null;
  runId: string;
  state: string | null;
}

/**
 * Records a verb on an item. Throws `not_found` for an absent item or an unknown verb, `forbidden`, `invalid` with every wrong
 * field, and 409 `lease_lost`, `already_decided`, `item_removed` or `item_escalated` when the item is not in a state for it.
 */
export async function recordItemVerb(actor: Actor, itemId: string, verbName: string, payload: unknown): Promise<RecordedVerb> {
  const verb = findVerb(verbName);
  if ((verb?.on !== 'item' && verb?.on !== 'run') || verb.read === null || verb.permission === null) throw notFound('verb');
  if (!can(actor, verb.permission)) throw forbidden(verb.title.toLowerCase());
  const use = await readUse(actor, verb, payload);
  return retryDeadlock(() =>
    withProject(actor.projectId, async (tx) => {
      const item = await lockItem(tx, actor.projectId, itemId);
      if (verb.on === 'run') return { ...(await recordOnRun(tx, actor, item.runId, item, verb, use)), state: item.state };
      return applyItemVerb(tx, actor, item, verb, use);
    }),
  );
}

/** Records a remark (`comment`, `open_rationale`) on a run that need not be in any queue. */
export async function recordRunVerb(actor: Actor, runId: string, verbName: string, payload: unknown): Promise<RecordedVerb> {
  const verb = findVerb(verbName);
  if (verb?.on !== 'run' || verb.read === null || verb.permission === null) throw notFound('verb');
  if (!can(actor, verb.permission)) throw forbidden(verb.title.toLowerCase());
  const use = await readUse(actor, verb, payload);
  return withProject(actor.projectId, (tx) => recordOnRun(tx, actor, runId, null, verb, use));
}

/** What people write goes through the project's privacy rules like what tracers send. */
async function readUse(actor: Actor, verb: ItemVerb | RunVerb, payload: unknown): Promise<VerbUse> {
  const use = readInput(() => verb.read?.(payload)) as VerbUse;
  return { ...use, note: await redactValue(actor.projectId, 'note', use.note) };
}

async function recordOnRun(tx: Tx, actor: Actor, runId: string, item: ItemRow | null, verb: RunVerb, use: VerbUse): Promise<RecordedVerb> {
  // PostgreSQL stores no NUL, so no run has one in its id.
  const run = runId.includes('\0')
    ? null
    : await tx.run.findUnique({ where: { projectId_runId: { projectId: actor.projectId, runId } }, select: { revision: true } });
  if (!run) throw notFound('run');
  const at = item?.now ?? (await databaseNow(tx));
  const event = newReviewEvent(verb.name, verb.trail, {
    itemId: item?.itemId ?? null,
    claimId: use.claimId,
    revision: run.revision,
    reasonCode: use.reasonCode,
    note: use.note,
    body: use.body,
  });
  const [place] = await recordEvents(tx, recordedBy(actor, at), runId, [event]);
  if (!place) throw new Error('an event was recorded without a place');
  return { ...place, runId, itemId: item?.itemId ?? null, state: null };
}

async function applyItemVerb(tx: Tx, actor: Actor, item: ItemRow, verb: ItemVerb, use: VerbUse): Promise<RecordedVerb> {
  requireState(actor, item, verb, use.leaseId);
  const change = use.change(item);
  if (!canMove(item.state, change.state)) throw stateConflict(actor, item);
  if (change.assignedTo) await requireMember(tx, actor.projectId, change.assignedTo, 'item.review');
  await moveItem(tx, actor.projectId, item, change);
  const event = newReviewEvent(verb.name, verb.trail, {
    itemId: item.itemId,
    revision: item.revision,
    reasonCode: use.reasonCode,
    note: use.note,
    body: { ...use.body, from: item.state, to: change.state, holder: item.leaseHolder, queue: item.queue },
    facts: { ...use.body, from: item.state, to: change.state, queue: item.queue },
  });
  const [place] = await recordEvents(tx, recordedBy(actor, item.now), item.runId, [event]);
  if (!place) throw new Error('an event was recorded without a place');
  return { ...place, itemId: item.itemId, runId: item.runId, state: change.state };
}

function requireState(actor: Actor, item: ItemRow, verb: ItemVerb, leaseId: string | null): void {
  if (!verb.from.includes(item.state)) throw stateConflict(actor, item);
  if (verb.by === 'permitted' || isHolder(actor, item, leaseId)) return;
  if (verb.by === 'holder_or_lead' && can(actor, 'item.reassign')) return;
  throw stateConflict(actor, item);
}

/** One guarded update: nothing happens when the item is no longer what was locked. Keeps the run's outcome in step. */
export async function moveItem(tx: Tx, projectId: string, item: ItemRow, change: ItemChange): Promise<void> {
  const rows = await sendSql(
    tx,
    `UPDATE item SET state = $4, attempts = $5, assigned_to = $6::uuid,
      lease_id = NULL, lease_holder = NULL, leased_at = NULL, lease_expires_at = NULL
    WHERE project_id = $1::uuid AND item_id = $2::uuid AND state = $3 RETURNING item_id::text`,
    [
      projectId,
      item.itemId,
      item.state,
      change.state,
      change.attempts ?? item.attempts,
      change.assignedTo === undefined ? item.assignedTo : change.assignedTo,
    ],
  );
  if (rows.length !== 1) throw new Error(`item ${item.itemId} moved under its lock`);
  if (change.state !== 'escalated' && item.state !== 'escalated') return;
  await sendSql(
    tx,
    `UPDATE run SET review_outcome = CASE WHEN $3 = 'escalated' THEN 'escalated' ELSE
      (SELECT e.body->>'outcome' FROM review_event e WHERE e.project_id = $1::uuid AND e.run_id = $2 AND e.verb IN ('submit', 'amend') ORDER BY e.seq DESC LIMIT 1) END
    WHERE project_id = $1::uuid AND run_id = $2`,
    [projectId, item.runId, change.state],
  );
  await markForCounting(tx, projectId, [item.runId]);
}

export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
  if (!row) throw new Error('the database has no clock');
  return row.now;
}
