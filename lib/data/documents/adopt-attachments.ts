// Attachments that a run cites become documents: then evidence can be looked for in them, page by page.
import 'server-only';
import { loneMediaReference, type MediaReference } from '@/lib/domain/media-reference';
import type { Actor } from '@/lib/domain/policy';
import { documentsOf } from '@/lib/domain/run/run-documents';
import { blobStore } from '@/lib/documents/blob-store';
import { ExpectedError } from '@/lib/errors';
import { log } from '@/lib/log';
import { findMediaRow } from '@/lib/data/ingest/media';
import { createDocument } from './create-document';
import { withProject } from '@/lib/data/database';
import type { LoadedEvaluation } from '@/lib/data/checking/load-evaluation';

/** A recording is an attachment and no document: the citation stays without one, which the checks say. */
const DOCUMENTS = /^(application\/(pdf|json|octet-stream)|text\/[\w.+-]+|image\/(png|jpeg))$/;

/** How many documents were made. An attachment is known by its name among the attributes of a step, by its hash or its key. */
export async function adoptAttachments(
  projectId: string,
  { run, documents }: Pick<LoadedEvaluation, 'run' | 'documents'>,
): Promise<number> {
  const known = new Set(documents.map(({ documentId }) => documentId));
  const missing = documentsOf(run).flatMap(({ documentId }) => (known.has(documentId) ? [] : [documentId]));
  if (missing.length === 0) return 0;
  const attached = await attachmentsOf(projectId, run.runId);
  const store = await blobStore();
  let adopted = 0;
  for (const documentId of new Set(missing)) {
    const found = attached.get(documentId);
    if (!found || !DOCUMENTS.test(found.mediaType)) continue;
    // Bytes that go by a key may not have come.
    const row = await findMediaRow(projectId, found.id);
    // What is sealed is not opened for this: a document stands in the open.
    const isOpen = row !== null && (row.kept === 'whole' || row.kept === 'masked');
    const bytes = isOpen ? await store.get(projectId, row.storedSha256 ?? row.sha256) : null;
    if (bytes && (await adopt(projectId, documentId, bytes, found.mediaType))) adopted += 1;
  }
  return adopted;
}

async function attachmentsOf(projectId: string, runId: string): Promise<Map<string, MediaReference>> {
  const rows = await withProject(
    projectId,
    (tx) => tx.$queryRaw<{ key: string; value: string }[]>`
      SELECT a.key, a.value FROM step_io i CROSS JOIN LATERAL jsonb_each_text(i.attributes) AS a(key, value)
      WHERE i.project_id = ${projectId}::uuid AND i.run_id = ${runId} AND a.key LIKE '%.attachment.%' AND a.value ~ '^media:(sha256|key):'
      ORDER BY i.step_id, a.key`,
  );
  const attached = new Map<string, MediaReference>();
  for (const { key, value } of rows) {
    const reference = loneMediaReference(value);
    const name = key.slice(key.indexOf('.attachment.') + '.attachment.'.length);
    if (!reference) continue;
    for (const id of [name, reference.id, value]) if (!attached.has(id)) attached.set(id, reference);
  }
  return attached;
}

async function adopt(projectId: string, documentId: string, bytes: Uint8Array, mediaType: string): Promise<boolean> {
  const actor: Actor = { userId: null, name: 'attachments', projectId, projectSlug: '', role: 'owner', via: 'system', scopes: [] };
  try {
    await createDocument(actor, { documentId, title: documentId, bytes, hint: { mediaType, fileName: documentId } });
    return true;
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.status >= 500) throw error;
    log.info({ projectId, documentId, reason: error.message }, 'a cited attachment cannot be a document');
    return false;
  }
}
