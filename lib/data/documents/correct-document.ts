// A version that is sent with the word that it corrects an earlier one: that one is retracted in the same transaction.
import 'server-only';
import type { Correction, Corrects, DocumentRetraction, DocumentVersion } from '@/lib/domain/document';
import type { Actor } from '@/lib/domain/policy';
import type { Tx } from '@/lib/data/database';
import { findDocumentRow } from './document-row';
import { invalidFields } from '@/lib/data/read-input';
import { recordRetraction } from './retract-document';

/** Held until the transaction ends, so that runs that are being checked see the versions as they were or as they will be. */
export async function lockVersions(tx: Tx, projectId: string, documentId: string): Promise<void> {
  await tx.$queryRaw`SELECT d.version FROM document d WHERE d.project_id = ${projectId}::uuid AND d.document_id = ${documentId}
    ORDER BY d.version FOR UPDATE`;
}

/**
 * `created` is the newest version. Sent again, with the same bytes, it finds what the first sending did. Throws 409
 * `already_retracted`, and 422 when there is no such earlier version.
 */
export async function recordCorrection(tx: Tx, actor: Actor, created: DocumentVersion, corrects: Corrects): Promise<Correction> {
  const { projectId } = actor;
  const { documentId, version: replacedBy } = created;
  const version = corrects.version ?? replacedBy - 1;
  const old = version < replacedBy ? await findDocumentRow(tx, projectId, documentId, version) : null;
  if (!old) throw invalidFields([{ path: '/corrects/version', detail: 'is no earlier version of this document', code: 'unknown' }]);
  const before = old.retraction as unknown as DocumentRetraction | null;
  if (before?.how === 'corrected' && before.replacedBy === replacedBy) {
    const { incidentId } = before;
    const asked = await tx.incidentQueueing.findMany({
      where: { projectId, incidentId, createdAt: before.at },
      orderBy: { queueingId: 'asc' },
      select: { queueingId: true },
    });
    return { version, incidentId, queueingIds: asked.map(({ queueingId }) => queueingId) };
  }
  const current = await findDocumentRow(tx, projectId, documentId);
  if (!current) throw new Error(`document ${documentId} went away while it was corrected`);
  const { reason, severity } = corrects;
  const { incidentId, queueingIds } = await recordRetraction(tx, actor, current, {
    how: 'corrected',
    version,
    replaced_by: replacedBy,
    reason,
    severity,
  });
  return { version, incidentId, queueingIds: queueingIds.sort() };
}
