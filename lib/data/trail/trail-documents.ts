// The documents behind the runs of an export, with the hashes by which an auditor recognises them.
import 'server-only';
import type { Tx } from '@/lib/data/database';

const RUNS_A_QUERY = 1000;

export interface BundleDocument {
  document_id: string;
  version: number;
  sha256: string;
  title: string;
  media_type: string;
}

/** Every version of every document that the runs used, ordered by id and version. */
export async function listBundleDocuments(tx: Tx, projectId: string, runIds: readonly string[]): Promise<BundleDocument[]> {
  const documentIds = new Set<string>();
  for (let at = 0; at < runIds.length; at += RUNS_A_QUERY) {
    const runs = await tx.run.findMany({
      where: { projectId, runId: { in: runIds.slice(at, at + RUNS_A_QUERY) } },
      select: { documentIds: true },
    });
    for (const run of runs) for (const id of run.documentIds) documentIds.add(id);
  }
  const documents = await tx.document.findMany({
    where: { projectId, documentId: { in: [...documentIds] } },
    orderBy: [{ documentId: 'asc' }, { version: 'asc' }],
    select: { documentId: true, version: true, sha256: true, title: true, mediaType: true },
  });
  return documents.map(({ documentId, version, sha256, title, mediaType }) => ({
    document_id: documentId,
    version,
    sha256,
    title,
    media_type: mediaType,
  }));
}
