// A row of `document` as the rest of the program knows it.
import 'server-only';
import type { DocumentVersion } from '@/lib/domain/document';
import type { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';

export type DocumentRow = Prisma.DocumentGetPayload<object>;

/** The row of one version, or of the current one; null when there is none. */
export async function findDocumentRow(tx: Tx, projectId: string, documentId: string, version?: number): Promise<DocumentRow | null> {
  return tx.document.findFirst({
    where: { projectId, documentId, ...(version === undefined ? {} : { version }) },
    orderBy: { version: 'desc' },
  });
}

/** Rows with the sizes of their bytes, in the order given. */
export async function documentVersions(tx: Tx, projectId: string, rows: readonly DocumentRow[]): Promise<DocumentVersion[]> {
  const blobs = await tx.blob.findMany({
    where: { projectId, sha256: { in: rows.map((row) => row.sha256) } },
    select: { sha256: true, byteSize: true },
  });
  const sizes = new Map(blobs.map((blob) => [blob.sha256, Number(blob.byteSize)]));
  return rows.map((row) => documentVersion(row, sizes.get(row.sha256) ?? 0));
}

function documentVersion(row: DocumentRow, byteSize: number): DocumentVersion {
  return {
    documentId: row.documentId,
    version: row.version,
    sha256: row.sha256,
    mediaType: row.mediaType,
    byteSize,
    title: row.title,
    authority: row.authority,
    effectiveFrom: row.effectiveFrom?.toISOString() ?? null,
    metadata: row.metadata as DocumentVersion['metadata'],
    pageCount: row.pageCount,
    state: row.state === 'ready' ? 'ready' : 'failed',
    problem: row.problem,
    createdAt: row.createdAt.toISOString(),
    retraction: row.retraction as unknown as DocumentVersion['retraction'],
  };
}
