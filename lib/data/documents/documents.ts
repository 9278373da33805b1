// Documents as people and programs read them: one version, its bytes, one page of it, the list.
import 'server-only';
import { z } from 'zod';
import type { DocumentVersion } from '@/lib/domain/document';
import { type Actor, can } from '@/lib/domain/policy';
import type { PageText } from '@/lib/domain/text-layer';
import { blobStore } from '@/lib/documents/blob-store';
import { forbidden, notFound, unavailable } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';
import { findPage } from './document-pages';
import { documentVersions, findDocumentRow } from './document-row';
import type { DocumentRow } from './document-row';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';
import { WeightedCache } from '@/lib/data/weighted-cache';

export { createDocument } from './create-document';

export interface DocumentQuery {
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}
export interface DocumentList {
  documents: DocumentVersion[];
  nextCursor: string | null;
}

const cursorSchema = z.tuple([z.literal('document'), z.string()]);
/** 128 MB of bytes that were read and verified: a viewer asks for many ranges of one file. */
const contents = new WeightedCache<Uint8Array>(128 * 1024 * 1024);

/** One version, the current one by default. Throws NotFound. */
export async function getDocument(actor: Actor, documentId: string, version?: number): Promise<DocumentVersion> {
  return withDocument(actor, documentId, version, async (_, document) => document);
}

/** The bytes as they were sent, proven to have the document's hash. */
export async function getDocumentContent(
  actor: Actor,
  documentId: string,
  version?: number,
): Promise<{ document: DocumentVersion; bytes: Uint8Array }> {
  const document = await getDocument(actor, documentId, version);
  const key = `${actor.projectId} ${document.sha256}`;
  const bytes = contents.get(key) ?? (await (await blobStore()).get(actor.projectId, document.sha256));
  if (!bytes)
    throw unavailable(
      'content_missing',
      'The bytes of this document are not in the blob store. Ask an owner to restore them from a backup.',
      60,
    );
  contents.set(key, bytes, bytes.length);
  return { document, bytes };
}

/** One page with its words, counted from 1. Throws NotFound for pages that are not there, also when the document failed. */
export async function getDocumentPage(
  actor: Actor,
  documentId: string,
  page: number,
  version?: number,
): Promise<{ document: DocumentVersion; page: PageText }> {
  return withDocument(actor, documentId, version, async (tx, document, row) => {
    const found = await findPage(tx, actor.projectId, row.sha256, row.layout, page);
    if (!found) throw notFound('page');
    return { document, page: found };
  });
}

/** Current versions by id, page by page; `q` looks into ids and titles. */
export async function listDocuments(actor: Actor, { q, cursor, limit }: DocumentQuery): Promise<DocumentList> {
  if (!can(actor, 'document.read')) throw forbidden('open documents');
  const { projectId } = actor;
  const after = cursor ? decodeCursor(cursor, cursorSchema)[1] : '';
  const pattern = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  return withProject(projectId, async (tx) => {
    const ids = await tx.$queryRaw<{ documentId: string; version: number }[]>`
      SELECT d.document_id AS "documentId", d.version FROM document d
      WHERE d.project_id = ${projectId}::uuid AND d.document_id > ${after} AND (d.document_id ILIKE ${pattern} OR d.title ILIKE ${pattern})
        AND d.version = (SELECT max(v.version) FROM document v WHERE v.project_id = ${projectId}::uuid AND v.document_id = d.document_id)
      ORDER BY d.document_id LIMIT ${limit + 1}`;
    const shown = ids.slice(0, limit);
    const rows = shown.length === 0 ? [] : await tx.document.findMany({ where: { projectId, OR: shown }, orderBy: { documentId: 'asc' } });
    const last = shown.at(-1);
    return {
      documents: await documentVersions(tx, projectId, rows),
      nextCursor: ids.length > limit && last ? encodeCursor(['document', last.documentId]) : null,
    };
  });
}

async function withDocument<T>(
  actor: Actor,
  documentId: string,
  version: number | undefined,
  read: (tx: Tx, document: DocumentVersion, row: DocumentRow) => Promise<T>,
): Promise<T> {
  if (!can(actor, 'document.read')) throw forbidden('open documents');
  return withProject(actor.projectId, async (tx) => {
    const row = await findDocumentRow(tx, actor.projectId, documentId, version);
    const [document] = row ? await documentVersions(tx, actor.projectId, [row]) : [];
    if (!row || !document) throw notFound('document');
    return read(tx, document, row);
  });
}
