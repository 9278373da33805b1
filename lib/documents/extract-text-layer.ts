// Bytes of a document to its text layer, whatever kind it is. Runs in a thread of its own (read-document.ts), never in a request.
import { createHash } from 'node:crypto';
import type { PageText, TextLayer } from '@/lib/domain/text-layer';
import { csvText } from './csv-text';
import { decodeText } from './decode-text';
import type { DocumentLimits } from './document-limits';
import { htmlText } from './html-text';
import type { ImageSize } from './image-size';
import { jpegSize, pngSize } from './image-size';
import { imagePage } from './image-text';
import type { ImageBoxes } from './image-text';
import { jsonText } from './json-text';
import type { MediaType } from './media-type';
import { UnreadableDocument } from './unreadable-document';

export interface Extraction {
  layer: TextLayer;
  /** What a reader of the text should know, in words: pages that failed, pages without text. */
  problem: string | null;
}

/** Throws UnreadableDocument in words. Layout names change whenever the same bytes would give another text. */
export async function extractTextLayer(
  bytes: Uint8Array,
  mediaType: MediaType,
  boxes: ImageBoxes,
  limits: DocumentLimits,
): Promise<Extraction> {
  switch (mediaType) {
    case 'application/pdf': {
      const { readPdf } = await import('./pdf-document');
      const { pages, problem } = await readPdf(bytes, limits);
      return { layer: { layout: 'pdf@1', pages }, problem };
    }
    case 'image/png':
      return image(pngSize(bytes), boxes);
    case 'image/jpeg':
      return image(jpegSize(bytes), boxes);
    case 'text/html':
      return plain('html@1', htmlText(textOf(bytes)), limits);
    case 'application/json':
      return plain('json@1', jsonText(textOf(bytes), limits), limits);
    case 'text/csv':
      return plain('csv@1', csvText(textOf(bytes), limits), limits);
    case 'text/markdown':
    case 'text/plain':
      return plain('text@1', textOf(bytes), limits);
  }
}

/** Text documents have one page, or as many as form feeds make. */
function plain(layout: string, text: string, limits: DocumentLimits): Extraction {
  if (text.length > limits.textLength)
    throw new UnreadableDocument(`Its text is longer than ${limits.textLength} characters. Split it and send the parts.`);
  const sheets = text.split('\f');
  if (sheets.length > limits.pages)
    throw new UnreadableDocument(`It has ${sheets.length} pages, the limit is ${limits.pages}. Split it and send the parts.`);
  const pages = sheets.map((sheet, index): PageText => ({ page: index + 1, width: 0, height: 0, rotation: 0, text: sheet, words: null }));
  return { layer: { layout, pages }, problem: text.trim() === '' ? 'It holds no text.' : null };
}

/** Boxes come from outside of the bytes, so they are part of the layout's name: other boxes are another layout. */
function image(size: ImageSize, boxes: ImageBoxes): Extraction {
  const layout =
    boxes.length === 0 ? 'image@1' : `image@1:${createHash('sha256').update(JSON.stringify(boxes)).digest('hex').slice(0, 32)}`;
  const problem =
    boxes.length === 0
      ? 'The text of this picture is not known. Send metadata.boxes with its words and their places, or mark places by hand.'
      : null;
  return { layer: { layout, pages: [imagePage(size, boxes)] }, problem };
}

function textOf(bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if (text === null) throw new UnreadableDocument('It is not text in any encoding that is known here. Save it as UTF-8.');
  return text;
}
