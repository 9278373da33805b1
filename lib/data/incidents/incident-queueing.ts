// Puts the runs of a cause before reviewers with an incident as their reason, each once; says before what will happen; takes it back.
import 'server-only';
import { z } from 'zod';
import { type IncidentCause, incidentCauseSchema } from '@/lib/domain/incident/incident-cause';
import type { QueueingView } from '@/lib/domain/incident/incident-view';
import {
  INCIDENT_QUEUE,
  isPicked,
  PREVIEW_BOUND,
  type QueueingPreview,
  queueingDetail,
  queueingSchema,
} from '@/lib/domain/incident/queueing';
import { newId } from '@/lib/domain/new-id';
import { type Actor, can } from '@/lib/domain/policy';
import { conflict, forbidden, notFound } from '@/lib/errors';
import { pageCauseRuns } from './cause-runs';
import { type Tx, withProject } from '@/lib/data/database';
import { lockIncident, nameOf } from './incident-change';
import { recordIncidentEvents } from './incident-events';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { enqueueJob } from '@/lib/data/jobs';
import { onceByKey } from '@/lib/data/once-by-key';
import { placementOf, standingOf } from './queueing-places';
import { listQueueings } from './queueing-rows';
import { workOnQueueing } from './queueing-work';
import { readInput } from '@/lib/data/read-input';
import type { TrailRecord } from '@/lib/data/trail/trail';

/** Pages that are done before the answer; more than that is the worker's. */
const PAGES_AT_ONCE = 3;

export interface QueueingPlan {
  cause: IncidentCause;
  queue: string;
  from: Date | null;
  share: number;
  incidentId: string | null;
  /** Now when absent. */
  to?: Date | undefined;
}

/** What would happen now, to the run; of more than 10,000 runs only those are counted, and it says so. */
export async function previewQueueing(actor: Actor, plan: QueueingPlan): Promise<QueueingPreview> {
  if (!can(actor, 'incident.edit')) throw forbidden('queue runs');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const to = await databaseNow(tx);
    const window = { from: plan.from, to: new Date(to.getTime() + 1) };
    const found = await pageCauseRuns(tx, projectId, plan.incidentId, plan.cause, window, null, PREVIEW_BOUND + 1);
    const runs = found.slice(0, PREVIEW_BOUND);
    const picked = runs.filter(({ runId }) => isPicked(plan.cause, runId, plan.share)).map(({ runId }) => runId);
    const queue = await tx.queue.findUnique({ where: { projectId_name: { projectId, name: plan.queue } }, select: { queueId: true } });
    if (!queue && plan.queue !== INCIDENT_QUEUE.name) throw notFound('queue');
    const standing = await standingOf(tx, projectId, picked, { queueId: queue?.queueId ?? null, incidentId: plan.incidentId });
    const many = (placement: ReturnType<typeof placementOf>) => standing.filter((run) => placementOf(run) === placement).length;
    return {
      found: runs.length,
      isMore: found.length > PREVIEW_BOUND,
      picked: picked.length,
      newItems: many('queued'),
      reasonsAdded: many('reason_added'),
      decidedAlready: many('decided_already'),
      removedBefore: many('removed_before'),
      alreadyIn: many('already_in'),
      notChecked: many('not_checked'),
    };
  });
}

/** Starts it and answers how far it came at once; the worker does the rest. A repeated key gives the same queueing. */
export async function queueIncident(actor: Actor, incidentId: string, payload: unknown, key: string | null): Promise<QueueingView> {
  if (!can(actor, 'incident.edit')) throw forbidden('queue runs');
  const { projectId } = actor;
  const body = readInput(() => queueingSchema.parse(payload ?? {}));
  const { queueingId } = await withProject(projectId, async (tx) => {
    const row = await lockIncident(tx, projectId, incidentId);
    return onceByKey(tx, actor, key, `incidents/${incidentId}/queue`, payload, async () => {
      const cause = body.cause ?? incidentCauseSchema.parse(row.cause);
      return startQueueing(tx, actor, row, { cause, queue: body.queue, from: body.from ? new Date(body.from) : null, share: body.share });
    });
  });
  await workOnQueueing(projectId, queueingId, PAGES_AT_ONCE);
  return getQueueing(projectId, incidentId, queueingId);
}

/** In the caller's transaction, under the lock of the incident. Enqueues the job; the caller may work on it at once. */
export async function startQueueing(
  tx: Tx,
  actor: Actor,
  incident: { incidentId: string; title: string; status: string },
  plan: Omit<QueueingPlan, 'incidentId'>,
): Promise<{ queueingId: string }> {
  const { projectId } = actor;
  const { incidentId, title, status } = incident;
  if (status === 'resolved' || status === 'dismissed')
    throw conflict('incident_closed', 'This incident is closed. Open it again before you queue runs for it.', { status });
  const at = await databaseNow(tx);
  const queueingId = newId(at.getTime());
  const { queueId, entries } = await findOrMakeQueue(tx, actor, plan.queue, at);
  await tx.incidentQueueing.create({
    data: {
      projectId,
      queueingId,
      incidentId,
      queueId,
      cause: plan.cause,
      windowFrom: plan.from,
      windowTo: plan.to ?? new Date(at.getTime() + 1),
      share: plan.share,
      detail: queueingDetail(title, plan.cause, plan.share),
      state: 'running',
      createdBy: nameOf(actor).id,
      createdByName: actor.name,
      createdAt: at,
    },
  });
  await enqueueJob(tx, 'queue-incident-runs', { projectId, queueingId }, { key: `queue-incident-runs:${projectId}:${queueingId}` });
  const facts = {
    queueing_id: queueingId,
    queue: plan.queue,
    share: plan.share,
    from: plan.from?.toISOString() ?? null,
    cause: plan.cause.by,
  };
  await recordIncidentEvents(
    tx,
    projectId,
    incidentId,
    nameOf(actor),
    [{ kind: 'queueing_requested', facts, written: { cause_detail: plan.cause } }],
    entries,
  );
  return { queueingId };
}

async function findOrMakeQueue(tx: Tx, actor: Actor, name: string, at: Date): Promise<{ queueId: string; entries: TrailRecord[] }> {
  const { projectId } = actor;
  if (name !== INCIDENT_QUEUE.name) {
    const queue = await tx.queue.findUnique({ where: { projectId_name: { projectId, name } }, select: { queueId: true } });
    if (!queue) throw notFound('queue');
    return { ...queue, entries: [] };
  }
  // A queue that is there is not locked: pages that put items into it hold it shared, and wait for the incident that is locked here.
  const queueId = newId();
  await tx.$executeRaw`
    INSERT INTO queue (project_id, queue_id, name, title, description, due_hours, ordinal, created_at)
    SELECT ${projectId}::uuid, ${queueId}::uuid, ${name}, ${INCIDENT_QUEUE.title}, ${INCIDENT_QUEUE.description}, ${INCIDENT_QUEUE.dueHours},
      (SELECT coalesce(max(o.ordinal), -1) + 1 FROM queue o WHERE o.project_id = ${projectId}::uuid), ${at}
    ON CONFLICT (project_id, name) DO NOTHING`;
  const row = await tx.queue.findUniqueOrThrow({ where: { projectId_name: { projectId, name } }, select: { queueId: true } });
  const made: TrailRecord = { type: 'queue.created', at, actorId: nameOf(actor).id, facts: { queue: name, rules: [] } };
  return { queueId: row.queueId, entries: row.queueId === queueId ? [made] : [] };
}

/** Throws `not_found`. */
export async function getQueueing(projectId: string, incidentId: string, queueingId: string): Promise<QueueingView> {
  const all = await withProject(projectId, (tx) => listQueueings(tx, projectId, incidentId));
  const found = all.find((queueing) => queueing.queueingId === queueingId);
  if (!found) throw notFound('queueing');
  return found;
}

/** Takes back what nobody has begun. Throws 409 `not_undoable` when it is being taken back already. */
export async function undoQueueing(actor: Actor, incidentId: string, queueingId: string): Promise<QueueingView> {
  if (!can(actor, 'incident.edit')) throw forbidden('take runs out of a queue');
  const { projectId } = actor;
  if (!z.uuid().safeParse(queueingId).success) throw notFound('queueing');
  await withProject(projectId, async (tx) => {
    // In the order in which the worker locks them.
    await tx.$queryRaw`SELECT q.queueing_id::text FROM incident_queueing q WHERE q.project_id = ${projectId}::uuid AND q.queueing_id = ${queueingId}::uuid FOR UPDATE`;
    await lockIncident(tx, projectId, incidentId);
    const queueing = await tx.incidentQueueing.findFirst({ where: { projectId, incidentId, queueingId } });
    if (!queueing) throw notFound('queueing');
    if (queueing.state === 'undoing' || queueing.state === 'undone')
      throw conflict('not_undoable', 'This was taken back already.', { state: queueing.state });
    await tx.incidentQueueing.updateMany({
      where: { projectId, queueingId },
      data: { state: 'undoing', cursorAt: null, cursorRun: null, endedAt: null },
    });
    await enqueueJob(tx, 'queue-incident-runs', { projectId, queueingId }, { key: `queue-incident-runs:${projectId}:${queueingId}` });
  });
  await workOnQueueing(projectId, queueingId, PAGES_AT_ONCE);
  return getQueueing(projectId, incidentId, queueingId);
}
