// PDF files opened by pdf.js in the browser, shared by everything that draws from them. Nothing comes from another host: worker,
// character maps, fonts and decoders are served from /pdfjs, copied there from the package when the product is built.
import type { PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';
import type { DocumentSource } from './document-source';
import { contentUrl, sourceKey } from './document-source';

interface OpenFile {
  pdf: Promise<PDFDocumentProxy>;
  close: () => void;
  users: number;
}

/** How many files stay open that nobody shows any more: the last ones, and those fetched ahead. */
const MAX_UNUSED = 4;
const files = new Map<string, OpenFile>();
/** Started ahead, because a worker takes as long to start as a page to draw. Each file has its own: a bad one stalls no other. */
let spare: PDFWorker | null = null;

/** Opens a file, or shares the open one. Call `release` when it is no longer shown. */
export function retainPdf(source: DocumentSource): { pdf: Promise<PDFDocumentProxy>; release: () => void } {
  const key = sourceKey(source);
  const file = files.get(key) ?? open(source);
  files.delete(key);
  files.set(key, file);
  file.users += 1;
  file.pdf.catch(() => files.get(key) === file && files.delete(key));
  let isReleased = false;
  const release = () => {
    if (isReleased) return;
    isReleased = true;
    file.users -= 1;
    closeUnused();
  };
  return { pdf: file.pdf, release };
}

function open(source: DocumentSource): OpenFile {
  let isClosed = false;
  let destroy = () => undefined as unknown;
  const pdf = import('pdfjs-dist').then(({ getDocument, GlobalWorkerOptions, PDFWorker: Worker }) => {
    if (isClosed) throw new Error('closed');
    GlobalWorkerOptions.workerSrc = '/pdfjs/pdf.worker.min.mjs';
    const worker = spare ?? new Worker();
    spare = null;
    const task = getDocument({
      worker,
      url: new URL(contentUrl(source), window.location.href),
      cMapUrl: '/pdfjs/cmaps/',
      standardFontDataUrl: '/pdfjs/standard_fonts/',
      wasmUrl: '/pdfjs/wasm/',
      iccUrl: '/pdfjs/iccs/',
      // Drawing stays in this thread: the page is a canvas of ours, and one worker for parsing is enough.
      disableWorkerRendering: true,
      enableXfa: false,
      verbosity: 0,
    });
    destroy = () => task.destroy().finally(() => worker.destroy());
    void task.promise
      .catch(() => undefined)
      .then(() => {
        spare ??= new Worker();
      });
    return task.promise;
  });
  return {
    pdf,
    users: 0,
    close: () => {
      isClosed = true;
      void destroy();
    },
  };
}

function closeUnused(): void {
  const unused = [...files].filter(([, file]) => file.users === 0);
  for (const [key, file] of unused.slice(0, Math.max(0, unused.length - MAX_UNUSED))) {
    files.delete(key);
    file.close();
  }
}
