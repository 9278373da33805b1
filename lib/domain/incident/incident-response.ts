// Incidents on the wire: snake case, the same fields in lists and alone.
import type { Json } from '@/lib/domain/run/run';
import type { IncidentDetail, IncidentEventView, IncidentRunRow, IncidentSummary, QueueingView } from './incident-view';

export function incidentResponse(incident: IncidentSummary) {
  return {
    incident_id: incident.incidentId,
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    owner: incident.owner,
    cause: incident.cause,
    deadline_at: incident.deadlineAt,
    run_count: incident.runCount,
    created_at: incident.createdAt,
    created_by: incident.createdBy,
    changed_at: incident.changedAt,
    closed_at: incident.closedAt,
    version: incident.version,
  };
}

export function incidentDetailResponse(incident: IncidentDetail) {
  const { items, waiting, inReview, escalated, approved, corrected, rejected, other, isMore } = incident.progress;
  return {
    ...incidentResponse(incident),
    learnt: incident.learnt,
    progress: { items, waiting, in_review: inReview, escalated, approved, corrected, rejected, other, is_more: isMore },
    queueings: incident.queueings.map(queueingResponse),
    runs: incident.runs.map(incidentRunResponse),
    runs_cursor: incident.runsCursor,
  };
}

export function queueingResponse(queueing: QueueingView) {
  return {
    queueing_id: queueing.queueingId,
    queue: queueing.queue,
    cause: queueing.cause,
    share: queueing.share,
    state: queueing.state,
    seen: queueing.seen,
    queued: queueing.queued,
    reasons_added: queueing.reasonsAdded,
    decided_already: queueing.decidedAlready,
    removed_before: queueing.removedBefore,
    already_in: queueing.alreadyIn,
    undone: queueing.undone,
    created_at: queueing.createdAt,
    created_by: queueing.createdByName,
    ended_at: queueing.endedAt,
  };
}

export function incidentRunResponse(run: IncidentRunRow) {
  return {
    run_id: run.runId,
    name: run.name,
    why: run.why,
    added_at: run.addedAt,
    place: run.place,
    item_id: run.itemId,
    queue: run.queue,
    item_state: run.itemState,
    outcome: run.outcome,
    risk: run.risk,
  };
}

export function incidentEventResponse(event: IncidentEventView): { [key: string]: Json } {
  return {
    seq: event.seq,
    kind: event.kind,
    at: event.at,
    actor: { id: event.actorId, name: event.actorName },
    body: event.body,
    trail_index: event.trailIndex,
  };
}
