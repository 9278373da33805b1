// Puts runs before reviewers for an incident: items, reasons, the incident's list of runs, and what the trail has to say.
import 'server-only';
import type { IncidentSeverity } from '@/lib/domain/incident/incident';
import { causeSentence, incidentCauseSchema } from '@/lib/domain/incident/incident-cause';
import { incidentPriority } from '@/lib/domain/incident/queueing';
import { newId } from '@/lib/domain/new-id';
import type { IncidentQueueing } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';
import { type Placement, placementOf, type RunStanding, standingOf } from './queueing-places';
import { textArray } from '@/lib/data/sql-array';
import type { TrailRecord } from '@/lib/data/trail/trail';

export interface Placed extends RunStanding {
  placement: Placement;
  itemId: string | null;
}

export function countOf(placed: readonly Placed[], placement: Placement): number {
  return placed.filter((run) => run.placement === placement).length;
}

/** The rows of the runs must be locked. The caller appends the entries last, because the trail's head stays locked from then on. */
export async function placeRuns(
  tx: Tx,
  projectId: string,
  queueing: IncidentQueueing,
  runIds: readonly string[],
  at: Date,
): Promise<{ placed: Placed[]; entries: TrailRecord[] }> {
  const { incidentId, queueId, share } = queueing;
  const incident = await tx.incident.findUniqueOrThrow({ where: { projectId_incidentId: { projectId, incidentId } } });
  const standing = await standingOf(tx, projectId, runIds, { queueId, incidentId });
  const placed = standing.map((run): Placed => {
    const placement = placementOf(run);
    const itemId = {
      queued: newId(at.getTime()),
      reason_added: run.openItemId,
      decided_already: run.endedItemId,
      removed_before: run.endedItemId,
    };
    return { ...run, placement, itemId: placement in itemId ? itemId[placement as keyof typeof itemId] : null };
  });
  const of = (placement: Placement) => placed.filter((run) => run.placement === placement);
  const reason = { rule: 'incident', detail: queueing.detail, incident_id: incidentId };
  const priority = incidentPriority(incident.severity as IncidentSeverity);
  const queue = await tx.queue.findUniqueOrThrow({ where: { projectId_queueId: { projectId, queueId } } });
  await insertItems(tx, projectId, of('queued'), {
    queueId,
    reason,
    priority,
    share,
    at,
    dueAt: dueAt(at, queue.dueHours, incident.deadlineAt),
  });
  await addReasons(tx, projectId, of('reason_added'), { reason, priority, share });
  const added = await listRuns(tx, projectId, queueing, placed, causeSentence(incidentCauseSchema.parse(queueing.cause)), at);
  if (added > 0) await tx.incident.updateMany({ where: { projectId, incidentId }, data: { runCount: { increment: added } } });
  return { placed, entries: trailOf(placed, { queue: queue.name, incidentId, share, at }) };
}

/** What the queue allows, or what the incident leaves if that is sooner. */
function dueAt(at: Date, dueHours: number | null, deadlineAt: Date | null): Date | null {
  const byQueue = dueHours === null ? null : new Date(at.getTime() + dueHours * 3_600_000);
  const byIncident = deadlineAt && deadlineAt > at ? deadlineAt : null;
  if (!byQueue || !byIncident) return byQueue ?? byIncident;
  return new Date(Math.min(byQueue.getTime(), byIncident.getTime()));
}

interface Reason {
  rule: string;
  detail: string;
  incident_id: string;
}

async function insertItems(
  tx: Tx,
  projectId: string,
  runs: readonly Placed[],
  item: { queueId: string; reason: Reason; priority: number; share: number; at: Date; dueAt: Date | null },
): Promise<void> {
  // The unique key over (project, queue, run) stands behind the look before: a collision gives the whole page up.
  await tx.item.createMany({
    data: runs.map(({ itemId, runId, revision, risk }) => ({
      projectId,
      itemId: itemId ?? '',
      queueId: item.queueId,
      runId,
      revision: revision ?? '',
      state: 'waiting',
      reasons: [{ ...item.reason }],
      priority: item.priority,
      risk,
      inclusion: item.share,
      dueAt: item.dueAt,
      createdAt: item.at,
    })),
  });
}

/** The item came by other means with its own chance; whoever asks for all has it for sure. */
async function addReasons(
  tx: Tx,
  projectId: string,
  runs: readonly Placed[],
  { reason, priority, share }: { reason: Reason; priority: number; share: number },
): Promise<void> {
  if (runs.length === 0) return;
  await tx.$executeRaw`
    UPDATE item i SET reasons = i.reasons || ${JSON.stringify([reason])}::jsonb, priority = greatest(i.priority, ${priority}::int),
      inclusion = greatest(i.inclusion, ${share}::float8)
    WHERE i.project_id = ${projectId}::uuid AND i.item_id::text = ANY(${textArray(runs.map(({ itemId }) => itemId))})
      AND NOT i.reasons @> ${JSON.stringify([{ incident_id: reason.incident_id }])}::jsonb`;
}

/** Answers how many runs the incident did not have before. */
async function listRuns(
  tx: Tx,
  projectId: string,
  { incidentId, queueingId }: IncidentQueueing,
  placed: readonly Placed[],
  why: string,
  at: Date,
): Promise<number> {
  const runs = placed.filter(({ placement }) => placement !== 'already_in');
  if (runs.length === 0) return 0;
  const rows = await tx.$queryRaw<{ isNew: boolean }[]>`
    INSERT INTO incident_run (project_id, incident_id, run_id, why, added_at, outcome, queueing_id, item_id)
    SELECT ${projectId}::uuid, ${incidentId}::uuid, n.run_id, ${why}, ${at}, n.outcome, ${queueingId}::uuid, n.item_id::uuid
    FROM unnest(${textArray(runs.map(({ runId }) => runId))}::text[], ${textArray(runs.map(({ placement }) => (placement === 'not_checked' ? 'listed' : placement)))}::text[],
      ${textArray(runs.map(({ itemId }) => itemId))}::text[]) AS n(run_id, outcome, item_id)
    ON CONFLICT (project_id, incident_id, run_id) DO UPDATE SET outcome = excluded.outcome, queueing_id = excluded.queueing_id, item_id = excluded.item_id
      WHERE incident_run.outcome IN ('listed', 'undone')
    RETURNING (xmax = 0) AS "isNew"`;
  return rows.filter(({ isNew }) => isNew).length;
}

function trailOf(
  placed: readonly Placed[],
  { queue, incidentId, share, at }: { queue: string; incidentId: string; share: number; at: Date },
): TrailRecord[] {
  return placed.flatMap(({ placement, runId, itemId, revision }): TrailRecord[] => {
    const where = { at, actorId: null, runId, itemId: itemId ?? undefined };
    if (placement === 'queued')
      return [
        { type: 'item.queued', ...where, facts: { queue, revision, rules: ['incident'], incident_id: incidentId, inclusion: share } },
      ];
    return placement === 'reason_added'
      ? [{ type: 'item.reason_added', ...where, facts: { incident_id: incidentId, inclusion: share } }]
      : [];
  });
}
