// Retracts a version of a document, or marks it as corrected by another: an incident is opened, and every run that cites or was
// given that version comes before reviewers once.
import 'server-only';
import { type DocumentRetraction, retractionSchema } from '@/lib/domain/document';
import type { IncidentCause } from '@/lib/domain/incident/incident-cause';
import { INCIDENT_QUEUE } from '@/lib/domain/incident/queueing';
import { type Actor, can } from '@/lib/domain/policy';
import { conflict, forbidden, notFound } from '@/lib/errors';
import type { Prisma } from '@/prisma/generated/client';
import { type Tx, withProject } from '@/lib/data/database';
import { retryDeadlock } from '@/lib/data/retry-deadlock';
import { type DocumentRow, findDocumentRow } from './document-row';
import { lockIncident, nameOf, openedBy } from '@/lib/data/incidents/incident-change';
import { recordIncidentEvents } from '@/lib/data/incidents/incident-events';
import { openIncident } from '@/lib/data/incidents/incident-open';
import { startQueueing } from '@/lib/data/incidents/incident-queueing';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { onceByKey } from '@/lib/data/once-by-key';
import { workOnQueueing } from '@/lib/data/incidents/queueing-work';
import { invalidFields, readInput } from '@/lib/data/read-input';
import { redactValue } from '@/lib/data/privacy/redactor';

export interface RetractedDocument {
  documentId: string;
  version: number;
  incidentId: string;
  queueingIds: string[];
}

/** Pages that are done before the answer; more than that is the worker's. */
const PAGES_AT_ONCE = 3;

/** Throws `not_found`, 409 `already_retracted`. The bytes stay: decisions stand on them. */
export async function retractDocument(actor: Actor, documentId: string, payload: unknown, key: string | null): Promise<RetractedDocument> {
  if (!can(actor, 'incident.edit') || !can(actor, 'document.read')) throw forbidden('retract documents');
  const { projectId } = actor;
  const body = readInput(() => retractionSchema.parse(payload));
  const reason = await redactValue(projectId, 'note', body.reason);
  const retract = async (tx: Tx) => {
    const current = documentId.includes('\0') ? null : await findDocumentRow(tx, projectId, documentId);
    if (!current) throw notFound('document');
    return onceByKey(tx, actor, key, `documents/${documentId}/retract`, payload, () =>
      recordRetraction(tx, actor, current, { ...body, reason }),
    );
  };
  // Two first retractions of a project wait for each other's queue and trail.
  const done = await retryDeadlock(() => withProject(projectId, retract));
  await queueAtOnce(projectId, done.queueingIds);
  return done;
}

/** The first pages, after the transaction that asked for them. */
export async function queueAtOnce(projectId: string, queueingIds: readonly string[]): Promise<void> {
  for (const queueingId of queueingIds) await workOnQueueing(projectId, queueingId, PAGES_AT_ONCE);
}

type Body = ReturnType<typeof retractionSchema.parse>;

/** `current` is the newest version of the document; what the body does not name is worked out from it. */
export async function recordRetraction(tx: Tx, actor: Actor, current: DocumentRow, body: Body): Promise<RetractedDocument> {
  const { projectId } = actor;
  const { documentId } = current;
  const { row, replacedBy } = await concerned(tx, projectId, current, body);
  const { version } = row;
  const at = await databaseNow(tx);
  const words = replacedBy === null ? 'was retracted' : `was corrected by version ${replacedBy}`;
  const cause: IncidentCause = { by: 'document', document_id: documentId, version };
  const { incidentId } = await openIncident(
    tx,
    projectId,
    {
      title: `${row.title.slice(0, 120)}, version ${version}, ${words}`,
      severity: body.severity,
      cause,
      createdBy: openedBy(actor),
      ownerId: actor.userId ?? undefined,
    },
    'open',
  );
  const retraction: DocumentRetraction = {
    at: at.toISOString(),
    how: body.how,
    replacedBy,
    reason: body.reason,
    by: actor.name,
    incidentId,
  };
  const { count } = await tx.document.updateMany({
    where: { projectId, documentId, version, retractedAt: null },
    data: { retractedAt: at, retraction: { ...retraction } satisfies Prisma.InputJsonObject },
  });
  if (count !== 1) throw alreadyRetracted();
  const facts = { document_id: documentId, version, sha256: row.sha256, how: body.how, replaced_by: replacedBy };
  const incident = await lockIncident(tx, projectId, incidentId);
  await recordIncidentEvents(
    tx,
    projectId,
    incidentId,
    nameOf(actor),
    [{ kind: 'document_retracted', facts, written: { reason: body.reason } }],
    [
      {
        type: 'document.retracted',
        at,
        actorId: nameOf(actor).id,
        facts: { ...facts, incident_id: incidentId },
        committed: { reason: body.reason },
      },
    ],
  );
  const queueingIds: string[] = [];
  for (const plan of await plansOf(tx, projectId, row, cause))
    queueingIds.push((await startQueueing(tx, actor, incident, plan)).queueingId);
  return { documentId, version, incidentId, queueingIds };
}

/** The version in question, and for a correction the one that stands in its place. */
async function concerned(
  tx: Tx,
  projectId: string,
  current: DocumentRow,
  body: Body,
): Promise<{ row: DocumentRow; replacedBy: number | null }> {
  const isCorrection = body.how === 'corrected';
  const replacedBy = isCorrection ? (body.replaced_by ?? current.version) : null;
  const version = body.version ?? (isCorrection ? current.version - 1 : current.version);
  // Locked before anything else is, by the trail above all: runs that are being checked share the versions they were given.
  await tx.$queryRaw`SELECT d.version FROM document d
    WHERE d.project_id = ${projectId}::uuid AND d.document_id = ${current.documentId} AND d.version = ${version} FOR UPDATE`;
  const row = await findDocumentRow(tx, projectId, current.documentId, version);
  if (!row) throw invalidFields([{ path: '/version', detail: 'is no version of this document', code: 'unknown' }]);
  if (replacedBy !== null && (replacedBy <= version || replacedBy > current.version))
    throw invalidFields([{ path: '/replaced_by', detail: 'must be a later version of this document', code: 'unknown' }]);
  if (row.retractedAt !== null) throw alreadyRetracted((row.retraction as { incidentId?: string } | null)?.incidentId);
  return { row, replacedBy };
}

function alreadyRetracted(incidentId?: string) {
  return conflict('already_retracted', 'This version was retracted already.', incidentId === undefined ? {} : { incident_id: incidentId });
}

/** Runs that name the version; and of those that name the document without one, those that ran while it was the current one. */
async function plansOf(tx: Tx, projectId: string, row: DocumentRow, cause: IncidentCause) {
  const next = await tx.document.findFirst({
    where: { projectId, documentId: row.documentId, version: { gt: row.version } },
    orderBy: { version: 'asc' },
    select: { createdAt: true },
  });
  const plan = { queue: INCIDENT_QUEUE.name, share: 1 };
  return [
    { ...plan, cause, from: null },
    {
      ...plan,
      cause: { by: 'document' as const, document_id: row.documentId, version: null },
      // A first version may have come after the runs that cite it.
      from: row.version === 1 ? null : row.createdAt,
      to: next?.createdAt,
    },
  ];
}
