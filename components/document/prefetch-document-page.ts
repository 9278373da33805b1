// Fetches a page ahead of time: its words, and for a PDF the file and the drawn page at the scale that was used last.
import type { DocumentSource } from './document-source';
import { sourceKey } from './document-source';
import { drawPage } from './page-bitmaps';
import { loadPageText } from './page-texts';
import { retainPdf } from './pdf-files';

let lastScale: number | null = null;

/** Device pixels for a point, as the viewer last drew: the next document will most likely be drawn alike. */
export function rememberScale(scale: number): void {
  lastScale = scale;
}

/** Safe to call often; failures are left to the viewer, which will meet them again and say so. */
export async function prefetchDocumentPage(source: DocumentSource, page: number): Promise<void> {
  if (source.state === 'failed') return;
  const text = loadPageText(source, page).catch(() => null);
  if (source.mediaType !== 'application/pdf') {
    await text;
    return;
  }
  const { pdf, release } = retainPdf(source);
  try {
    const opened = await pdf;
    if (lastScale !== null) await drawPage({ pdf: opened, file: sourceKey(source), page, scale: lastScale }).bitmap;
    else await opened.getPage(page);
  } catch {
    // Nothing is shown yet, so there is nobody to tell.
  } finally {
    release();
  }
  await text;
}
