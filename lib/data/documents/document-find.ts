// Where a phrase stands in a document: page and range, for the find field of the viewer.
import 'server-only';
import type { TextRange } from '@/lib/domain/find-text';
import { findText } from '@/lib/domain/find-text';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden, notFound } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import { findDocumentRow } from './document-row';

export interface DocumentHit extends TextRange {
  page: number;
}

/** More hits than this help nobody; the count then says "or more". */
const MAX_HITS = 1000;
const PAGES_A_QUERY = 200;

/** Hits in reading order. `isCut` when there are more than are given. Throws NotFound. */
export async function findInDocument(
  actor: Actor,
  documentId: string,
  version: number | undefined,
  query: string,
): Promise<{ hits: DocumentHit[]; isCut: boolean }> {
  if (!can(actor, 'document.read')) throw forbidden('open documents');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const row = await findDocumentRow(tx, projectId, documentId, version);
    if (!row) throw notFound('document');
    const hits: DocumentHit[] = [];
    for (let first = 1; first <= row.pageCount && hits.length <= MAX_HITS; first += PAGES_A_QUERY) {
      const pages = await tx.documentPage.findMany({
        where: { projectId, sha256: row.sha256, layout: row.layout, page: { gte: first, lt: first + PAGES_A_QUERY } },
        select: { page: true, text: true },
        orderBy: { page: 'asc' },
      });
      for (const { page, text } of pages)
        hits.push(...findText(text, query, MAX_HITS + 1 - hits.length).map((range) => ({ page, ...range })));
    }
    return { hits: hits.slice(0, MAX_HITS), isCut: hits.length > MAX_HITS };
  });
}
