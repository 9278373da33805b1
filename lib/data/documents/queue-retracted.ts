// Puts a run that was just checked before reviewers when it cites or was given a retracted version of a document.
import 'server-only';
import { type IncidentCause, incidentCauseSchema } from '@/lib/domain/incident/incident-cause';
import type { Tx } from '@/lib/data/database';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { countOf, placeRuns } from '@/lib/data/incidents/queueing-place-runs';
import { textArray } from '@/lib/data/sql-array';
import type { TrailRecord } from '@/lib/data/trail/trail';

interface GivenVersion {
  documentId: string;
  version: number;
  incidentId: string | null;
  /** The run names the document and no version of it. */
  isUnsaid: boolean;
}

/**
 * Once for each retraction, with the reason that the runs of before got: it names the retraction and its incident. Nothing where
 * somebody has taken the queueing back or dismissed the incident. The run's row must be locked and its causes written; the caller
 * appends the entries last.
 */
export async function queueRetracted(tx: Tx, projectId: string, runId: string, documentIds: readonly string[]): Promise<TrailRecord[]> {
  const entries: TrailRecord[] = [];
  for (const given of await lockGiven(tx, projectId, runId, documentIds)) {
    const queueing = given.incidentId === null ? null : await lockQueueing(tx, projectId, given.incidentId, given);
    if (!queueing) continue;
    const { placed, entries: said } = await placeRuns(tx, projectId, queueing, [runId], await databaseNow(tx));
    await tx.incidentQueueing.updateMany({
      where: { projectId, queueingId: queueing.queueingId },
      data: {
        seen: { increment: placed.length - countOf(placed, 'already_in') },
        queued: { increment: countOf(placed, 'queued') },
        reasonsAdded: { increment: countOf(placed, 'reason_added') },
        decidedAlready: { increment: countOf(placed, 'decided_already') },
        removedBefore: { increment: countOf(placed, 'removed_before') },
      },
    });
    entries.push(...said);
  }
  return entries;
}

/**
 * The versions that the run is about, shared until it is committed: a retraction waits for it and then finds the run by its
 * causes, or it came first and is seen here. A run that names no version counts for the one that was current when it started.
 */
async function lockGiven(tx: Tx, projectId: string, runId: string, documentIds: readonly string[]): Promise<GivenVersion[]> {
  if (documentIds.length === 0) return [];
  const rows = await tx.$queryRaw<GivenVersion[]>`
    SELECT d.document_id AS "documentId", d.version, d.retraction->>'incidentId' AS "incidentId", c.is_unsaid AS "isUnsaid"
    FROM document d JOIN LATERAL (
      SELECT c.key = md5(d.document_id || chr(10))::uuid AS is_unsaid FROM run_cause c
      WHERE c.project_id = ${projectId}::uuid AND c.run_id = ${runId} AND c.kind = 'document' AND (
        c.key = md5(d.document_id || chr(10) || d.version::text)::uuid
        OR c.key = md5(d.document_id || chr(10))::uuid AND (d.version = 1 OR c.started_at >= d.created_at) AND NOT EXISTS (
          SELECT FROM document n WHERE n.project_id = ${projectId}::uuid AND n.document_id = d.document_id AND n.version = d.version + 1
            AND n.created_at <= c.started_at))
      LIMIT 1) c ON true
    WHERE d.project_id = ${projectId}::uuid AND d.document_id = ANY(${textArray(documentIds)})
    ORDER BY d.document_id, d.version FOR SHARE OF d`;
  return rows.filter(({ incidentId }) => incidentId !== null);
}

/**
 * The asking that the retraction made, unless it was taken back or its incident dismissed. A page of it that is being worked on
 * holds it before it locks runs, the other way round than here: whoever the database gives up for it does its work again.
 */
async function lockQueueing(tx: Tx, projectId: string, incidentId: string, { documentId, version, isUnsaid }: GivenVersion) {
  const asked: IncidentCause = { by: 'document', document_id: documentId, version: isUnsaid ? null : version };
  const rows = await tx.incidentQueueing.findMany({
    where: { projectId, incidentId, incident: { status: { not: 'dismissed' } } },
    orderBy: [{ createdAt: 'asc' }, { queueingId: 'asc' }],
  });
  const made = rows.find(({ cause }) => {
    const known = incidentCauseSchema.parse(cause);
    return known.by === 'document' && known.document_id === asked.document_id && known.version === asked.version;
  });
  if (!made) return null;
  const [held] = await tx.$queryRaw<{ state: string }[]>`
    SELECT q.state FROM incident_queueing q WHERE q.project_id = ${projectId}::uuid AND q.queueing_id = ${made.queueingId}::uuid FOR NO KEY UPDATE`;
  return held?.state === 'running' || held?.state === 'done' ? made : null;
}
