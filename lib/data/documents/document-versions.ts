// All versions of one document.
import 'server-only';
import type { DocumentVersion } from '@/lib/domain/document';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden, notFound } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import { documentVersions } from './document-row';

const MAX_VERSIONS = 500;

/** The newest first, 500 at most. Throws `not_found`. */
export async function listDocumentVersions(actor: Actor, documentId: string): Promise<DocumentVersion[]> {
  if (!can(actor, 'document.read')) throw forbidden('open documents');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const rows = documentId.includes('\0')
      ? []
      : await tx.document.findMany({ where: { projectId, documentId }, orderBy: { version: 'desc' }, take: MAX_VERSIONS });
    if (rows.length === 0) throw notFound('document');
    return documentVersions(tx, projectId, rows);
  });
}
