// Text layers for the evidence engine: documents by id, with all their pages, out of memory where they were read before.
import 'server-only';
import type { TextLayer } from '@/lib/domain/text-layer';
import type { Tx } from './database';
import { listPages } from './document-pages';
import { findDocumentRow } from './document-row';
import { WeightedCache } from './weighted-cache';

export interface DocumentText {
  documentId: string;
  version: number;
  sha256: string;
  mediaType: string;
  title: string;
  authority: string | null;
  effectiveFrom: Date | null;
  state: 'ready' | 'failed';
  problem: string | null;
  /** Without pages when the document could not be opened. */
  layer: TextLayer;
}

/** About 250 MB: pages with their words take some 90 bytes a word. */
const layers = new WeightedCache<TextLayer>(250_000_000);

/** The documents that exist, in the order asked; the current version where none is named. Ids that nobody has are left out. */
export async function loadTextLayers(
  tx: Tx,
  projectId: string,
  refs: readonly { documentId: string; version?: number | undefined }[],
): Promise<DocumentText[]> {
  const found: DocumentText[] = [];
  for (const { documentId, version } of refs) {
    const row = await findDocumentRow(tx, projectId, documentId, version);
    if (!row) continue;
    found.push({
      documentId: row.documentId,
      version: row.version,
      sha256: row.sha256,
      mediaType: row.mediaType,
      title: row.title,
      authority: row.authority,
      effectiveFrom: row.effectiveFrom,
      state: row.state === 'ready' ? 'ready' : 'failed',
      problem: row.problem,
      layer: row.state === 'ready' ? await textLayer(tx, projectId, row.sha256, row.layout) : { layout: row.layout, pages: [] },
    });
  }
  return found;
}

async function textLayer(tx: Tx, projectId: string, sha256: string, layout: string): Promise<TextLayer> {
  const key = `${projectId} ${sha256} ${layout}`;
  const known = layers.get(key);
  if (known) return known;
  const layer: TextLayer = { layout, pages: await listPages(tx, projectId, sha256, layout) };
  layers.set(
    key,
    layer,
    layer.pages.reduce((sum, page) => sum + 2 * page.text.length + 90 * (page.words?.length ?? 0) + 200, 0),
  );
  return layer;
}
