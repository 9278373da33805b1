// Opens, changes and annotates incidents on behalf of people: each change with its line in the timeline and its trail entry.
import 'server-only';
import { deadlineOf, type IncidentSeverity, type IncidentStatus, isClosed, nextStatuses } from '@/lib/domain/incident/incident';
import {
  type IncidentChange,
  incidentChangeSchema,
  incidentNoteSchema,
  type NewIncidentBody,
  newIncidentSchema,
} from '@/lib/domain/incident/incident-view';
import { type Actor, can } from '@/lib/domain/policy';
import { conflict, forbidden, notFound } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { type NewIncidentEvent, recordIncidentEvents } from './incident-events';
import { openIncident } from './incident-open';
import { getIncidentRow } from './incidents';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { onceByKey } from '@/lib/data/once-by-key';
import { invalidFields, readInput } from '@/lib/data/read-input';
import { redactValue } from '@/lib/data/privacy/redactor';
import { requireMember } from '@/lib/data/review/review-member';

export interface IncidentVersion {
  incidentId: string;
  version: number;
}

/** Opens an incident, or proposes it as a candidate. A repeated key gives the same answer. */
export async function createIncident(actor: Actor, payload: unknown, key: string | null): Promise<IncidentVersion> {
  if (!can(actor, 'incident.edit')) throw forbidden('open incidents');
  const { projectId } = actor;
  const body = await redactNew(
    projectId,
    readInput(() => newIncidentSchema.parse(payload)),
  );
  return withProject(projectId, (tx) =>
    onceByKey(tx, actor, key, 'incidents', payload, async () => {
      if (body.owner_id) await requireMember(tx, projectId, body.owner_id, 'incident.edit');
      const runs = body.runs.map(({ run_id: runId, why }) => ({ runId, why }));
      await requireRuns(
        tx,
        projectId,
        runs.map(({ runId }) => runId),
      );
      const { incidentId } = await openIncident(
        tx,
        projectId,
        {
          title: body.title,
          severity: body.severity,
          cause: body.cause ?? { by: 'report', run_id: runs[0]?.runId ?? null },
          createdBy: openedBy(actor),
          ownerId: body.owner_id ?? undefined,
          deadlineAt: body.deadline_at ? new Date(body.deadline_at) : undefined,
          runs,
        },
        body.status,
      );
      if (body.note)
        await recordIncidentEvents(tx, projectId, incidentId, nameOf(actor), [{ kind: 'noted', written: { note: body.note } }]);
      return { incidentId, version: 1 };
    }),
  );
}

async function redactNew(projectId: string, body: NewIncidentBody): Promise<NewIncidentBody> {
  const runs = await Promise.all(body.runs.map(async (run) => ({ ...run, why: await redactValue(projectId, 'note', run.why) })));
  return { ...body, runs, title: await redactValue(projectId, 'title', body.title), note: await redactValue(projectId, 'note', body.note) };
}

/** Throws `invalid` naming the first run that is not there. */
export async function requireRuns(tx: Tx, projectId: string, runIds: readonly string[]): Promise<void> {
  const asked = runIds.filter((runId) => !runId.includes('\0'));
  const found = await tx.run.findMany({ where: { projectId, runId: { in: asked } }, select: { runId: true } });
  const known = new Set(found.map(({ runId }) => runId));
  const problems = runIds.flatMap((runId, at) =>
    known.has(runId) ? [] : [{ path: `/runs/${at}/run_id`, detail: 'is no run of this project' }],
  );
  if (problems.length > 0) throw invalidFields(problems);
}

export function openedBy(actor: Actor): { kind: 'person' | 'key'; id: string | null; name: string } {
  return { kind: actor.userId === null ? 'key' : 'person', id: actor.userId ?? actor.keyId ?? null, name: actor.name };
}

export function nameOf(actor: Actor): { id: string | null; name: string } {
  return { id: actor.userId ?? actor.keyId ?? null, name: actor.name };
}

/** The incident's row, locked until the transaction ends, which is what makes its timeline dense. Throws `not_found`. */
export async function lockIncident(tx: Tx, projectId: string, incidentId: string) {
  await getIncidentRow(tx, projectId, incidentId);
  await tx.$queryRaw`SELECT i.incident_id::text FROM incident i WHERE i.project_id = ${projectId}::uuid AND i.incident_id = ${incidentId}::uuid FOR NO KEY UPDATE`;
  return getIncidentRow(tx, projectId, incidentId);
}

/**
 * Changes what the body names. Throws 409 `stale_incident` when somebody else has changed it since `version`, and 409
 * `status_not_reachable` for a step that the flow does not have.
 */
export async function changeIncident(actor: Actor, incidentId: string, payload: unknown): Promise<IncidentVersion> {
  if (!can(actor, 'incident.edit')) throw forbidden('change incidents');
  const { projectId } = actor;
  const read = readInput(() => incidentChangeSchema.parse(payload));
  const change: IncidentChange = {
    ...read,
    title: await redactValue(projectId, 'title', read.title),
    reason: await redactValue(projectId, 'note', read.reason),
    learnt: await redactValue(projectId, 'note', read.learnt),
  };
  return withProject(projectId, async (tx) => {
    const row = await lockIncident(tx, projectId, incidentId);
    if (row.version !== change.version) {
      const message = `${row.version - change.version === 1 ? 'One change was' : 'Changes were'} made since you opened this incident. Look at it again, then repeat yours.`;
      throw conflict('stale_incident', message, { incident_id: incidentId, version: row.version });
    }
    if (change.owner_id) await requireMember(tx, projectId, change.owner_id, 'incident.edit');
    const at = await databaseNow(tx);
    const { data, events } = effectOf(row, change, at);
    if (events.length === 0) return { incidentId, version: row.version };
    const version = row.version + 1;
    const { count } = await tx.incident.updateMany({
      where: { projectId, incidentId, version: row.version },
      data: { ...data, version, changedAt: at },
    });
    if (count !== 1) throw new Error(`incident ${incidentId} moved under its lock`);
    await recordIncidentEvents(tx, projectId, incidentId, nameOf(actor), events);
    return { incidentId, version };
  });
}

type IncidentRow = Awaited<ReturnType<typeof getIncidentRow>>;
interface Effect {
  data: { [field: string]: string | Date | null };
  events: NewIncidentEvent[];
}

function effectOf(row: IncidentRow, change: IncidentChange, at: Date): Effect {
  const effect: Effect = { data: {}, events: [] };
  describe(row, change, effect);
  if (change.owner_id !== undefined && change.owner_id !== row.ownerId) {
    effect.data['ownerId'] = change.owner_id;
    effect.events.push({ kind: 'owner_changed', facts: { before: row.ownerId, after: change.owner_id } });
  }
  moveDeadline(row, change, effect);
  if (change.learnt !== undefined && change.learnt !== row.learnt) {
    effect.data['learnt'] = change.learnt;
    effect.events.push({ kind: 'learnt_changed', written: { learnt: change.learnt } });
  }
  if (change.status !== undefined && change.status !== row.status) moveStatus(row, change.status, change.reason ?? '', at, effect);
  return effect;
}

function describe(row: IncidentRow, change: IncidentChange, { data, events }: Effect): void {
  const isRenamed = change.title !== undefined && change.title !== row.title;
  const isRated = change.severity !== undefined && change.severity !== row.severity;
  if (!isRenamed && !isRated) return;
  if (isRenamed) data['title'] = change.title ?? row.title;
  if (isRated) data['severity'] = change.severity ?? row.severity;
  events.push({
    kind: 'described',
    facts: isRated ? { severity_before: row.severity, severity: change.severity ?? row.severity } : {},
    written: isRenamed ? { title: change.title ?? row.title } : {},
  });
}

/** A deadline that nobody has set by hand follows the severity. */
function moveDeadline(row: IncidentRow, change: IncidentChange, { data, events }: Effect): void {
  const byRule = (severity: string) => deadlineOf(severity as IncidentSeverity, row.createdAt).getTime();
  const followsRule = row.deadlineAt?.getTime() === byRule(row.severity);
  const asked = change.deadline_at === undefined ? undefined : change.deadline_at === null ? null : new Date(change.deadline_at);
  const after = asked !== undefined ? asked : change.severity && followsRule ? new Date(byRule(change.severity)) : row.deadlineAt;
  if ((after?.getTime() ?? null) === (row.deadlineAt?.getTime() ?? null)) return;
  data['deadlineAt'] = after;
  events.push({
    kind: 'deadline_changed',
    facts: {
      before: row.deadlineAt?.toISOString() ?? null,
      after: after?.toISOString() ?? null,
      by: asked === undefined ? 'severity' : 'hand',
    },
  });
}

function moveStatus(row: IncidentRow, status: IncidentStatus, reason: string, at: Date, { data, events }: Effect): void {
  const from = row.status as IncidentStatus;
  if (!nextStatuses(from).includes(status)) {
    const message = `An incident that is ${from} can become ${nextStatuses(from).join(' or ')}, not ${status}.`;
    throw conflict('status_not_reachable', message, { status: from, next: nextStatuses(from) });
  }
  data['status'] = status;
  data['closedAt'] = isClosed(status) ? at : null;
  events.push({ kind: 'status_changed', facts: { before: from, after: status }, written: { reason } });
}

/** Adds a note to the timeline; notes are never changed. Needs no version, because it takes nothing from anybody. */
export async function noteIncident(actor: Actor, incidentId: string, payload: unknown, key: string | null): Promise<{ seq: number }> {
  if (!can(actor, 'incident.edit')) throw forbidden('write notes to incidents');
  const { projectId } = actor;
  const { note } = readInput(() => incidentNoteSchema.parse(payload));
  const safe = await redactValue(projectId, 'note', note);
  return withProject(projectId, async (tx) => {
    await lockIncident(tx, projectId, incidentId);
    return onceByKey(tx, actor, key, `incidents/${incidentId}/events`, payload, async () => {
      const [placed] = await recordIncidentEvents(tx, projectId, incidentId, nameOf(actor), [{ kind: 'noted', written: { note: safe } }]);
      if (!placed) throw notFound('incident');
      return { seq: placed.seq };
    });
  });
}
