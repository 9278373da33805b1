// Text layers for the evidence engine: documents by id, with all their pages, out of memory where they were read before.
import 'server-only';
import type { TextRange } from '@/lib/domain/find-text';
import { documentTemplate } from '@/lib/domain/learning/document-template';
import type { TextLayer } from '@/lib/domain/text-layer';
import { jsonRanges } from '@/lib/documents/json-text';
import type { Tx } from '@/lib/data/database';
import { listPages } from './document-pages';
import { findDocumentRow } from './document-row';
import { WeightedCache } from '@/lib/data/weighted-cache';

export interface DocumentText {
  documentId: string;
  version: number;
  sha256: string;
  mediaType: string;
  title: string;
  /** What it has in common with other documents of its kind; null when that is not known. */
  template: string | null;
  authority: string | null;
  effectiveFrom: Date | null;
  state: 'ready' | 'failed';
  problem: string | null;
  /** Without pages when the document could not be opened. */
  layer: TextLayer;
  /** For JSON: the range of the value at a JSON Pointer, in the text of its page. */
  pointerRange?: (pointer: string) => TextRange | null;
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
    const layer = row.state === 'ready' ? await textLayer(tx, projectId, row.sha256, row.layout) : { layout: row.layout, pages: [] };
    found.push({
      documentId: row.documentId,
      version: row.version,
      sha256: row.sha256,
      mediaType: row.mediaType,
      title: row.title,
      template: documentTemplate(row),
      authority: row.authority,
      effectiveFrom: row.effectiveFrom,
      state: row.state === 'ready' ? 'ready' : 'failed',
      problem: row.problem,
      layer,
      ...(row.mediaType === 'application/json' ? { pointerRange: pointerRangeIn(layer) } : {}),
    });
  }
  return found;
}

/** A JSON document has one page; its values are looked up at the first question. */
function pointerRangeIn(layer: TextLayer): (pointer: string) => TextRange | null {
  let ranges: ReturnType<typeof jsonRanges> | undefined;
  return (pointer) => {
    ranges ??= jsonRanges(layer.pages[0]?.text ?? '');
    const range = ranges.get(pointer);
    return range ? { start: range[0], end: range[1] } : null;
  };
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
