// Opens a PDF with pdf.js and reads its text layer page by page. Nothing is fetched: character maps and standard fonts come from the
// installed package, images are not decoded, scripts are not run, system fonts are not looked at.
import { join } from 'node:path';
import type { PageText } from '@/lib/domain/text-layer';
import type { DocumentLimits } from './document-limits';
import type { Matrix } from './matrix';
import { placeGlyphs } from './pdf-glyphs';
import type { GlyphFont } from './pdf-text-state';
import { pageText } from './page-text';
import { AnnotationMode, getDocument } from './pdfjs';
import type { PDFDocumentProxy, PDFPageProxy } from './pdfjs';
import { textFragments } from './text-fragments';
import { textLines } from './text-lines';
import { UnreadableDocument } from './unreadable-document';

export interface PdfText {
  pages: PageText[];
  problem: string | null;
}

/** The text of every page, or UnreadableDocument in words. Pages that fail alone are kept empty and named in `problem`. */
export async function readPdf(bytes: Uint8Array, limits: DocumentLimits): Promise<PdfText> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    stopAtErrors: false,
    maxImageSize: 1,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
    cMapPacked: true,
    cMapUrl: packageFolder('cmaps'),
    standardFontDataUrl: packageFolder('standard_fonts'),
  });
  try {
    const document = await task.promise.catch((error: unknown) => {
      throw unreadable(error);
    });
    if (document.numPages > limits.pages) {
      throw new UnreadableDocument(`It says it has ${document.numPages} pages, the limit is ${limits.pages}. Split it and send the parts.`);
    }
    return await readPages(document, limits);
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

async function readPages(document: PDFDocumentProxy, limits: DocumentLimits): Promise<PdfText> {
  const pages: PageText[] = [];
  const failed: number[] = [];
  let textLength = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await readPage(document, number, limits).catch(() => null);
    if (!page) failed.push(number);
    pages.push(page ?? { page: number, width: 0, height: 0, rotation: 0, text: '', words: [] });
    textLength += page?.text.length ?? 0;
    if (textLength > limits.textLength) {
      throw new UnreadableDocument(
        `Its text is longer than ${limits.textLength} characters (reached on page ${number}). Split it and send the parts.`,
      );
    }
  }
  if (failed.length === pages.length)
    throw new UnreadableDocument(
      'None of its pages can be read, the file is damaged. Save it again from the program that made it and send that.',
    );
  return { pages, problem: problemOf(pages, failed) };
}

async function readPage(document: PDFDocumentProxy, number: number, limits: DocumentLimits): Promise<PageText> {
  const page = await document.getPage(number);
  try {
    const viewport = page.getViewport({ scale: 1 });
    const { width, height, rotation } = viewport;
    const list = await page.getOperatorList({ annotationMode: AnnotationMode.ENABLE });
    const glyphs = placeGlyphs(list, viewport.transform as unknown as Matrix, (name) => fontOf(page, name), limits.parts);
    if (glyphs.length > limits.parts) {
      throw new UnreadableDocument(`Page ${number} holds more than ${limits.parts} characters. Split it and send the parts.`);
    }
    const { text, words } = pageText(textLines(textFragments(glyphs, viewport)));
    return { page: number, width: hundredths(width), height: hundredths(height), rotation, text, words };
  } finally {
    page.cleanup();
  }
}

function fontOf(page: PDFPageProxy, name: string): GlyphFont | null {
  return page.commonObjs.has(name) ? (page.commonObjs.get(name) as GlyphFont) : null;
}

function problemOf(pages: PageText[], failed: number[]): string | null {
  if (failed.length > 0)
    return `${failed.length === 1 ? 'Page' : 'Pages'} ${failed.slice(0, 20).join(', ')} could not be read; the others are complete.`;
  if (pages.every((page) => page.text === ''))
    return 'No page holds text. If the pages are pictures of text, send a searchable PDF, or claims cannot be found in it.';
  return null;
}

/** pdf.js names its failures; the sentence says what a person can do about each. */
function unreadable(error: unknown): UnreadableDocument {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return new UnreadableDocument('It is locked with a password. Remove the password and send it again.');
  if (name === 'InvalidPDFException')
    return new UnreadableDocument(
      'It is not a complete PDF file, or it is damaged. Save it again from the program that made it and send that.',
    );
  return new UnreadableDocument(
    `It cannot be opened as a PDF (${error instanceof Error ? error.message : 'unknown reason'}). Save it again from the program that made it and send that.`,
  );
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** With the closing slash that pdf.js asks for. */
function packageFolder(name: string): string {
  return join(process.cwd(), 'node_modules', 'pdfjs-dist', name, '/');
}
