'use client';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import type { DocumentSource } from './document-source';
import { retainPdf } from './pdf-files';

/** The opened file of a PDF source; null while it opens and for other kinds. `error` in words. */
export function usePdf(source: DocumentSource): { pdf: PDFDocumentProxy | null; error: string | null } {
  const { project, documentId, version, mediaType, state } = source;
  const [opened, setOpened] = useState<{ pdf: PDFDocumentProxy | null; error: string | null }>({ pdf: null, error: null });
  useEffect(() => {
    if (mediaType !== 'application/pdf' || state === 'failed') return;
    let isCurrent = true;
    const file = retainPdf({ project, documentId, version, mediaType, state, title: '', pageCount: 0, problem: null });
    file.pdf.then(
      (pdf) => isCurrent && setOpened({ pdf, error: null }),
      (error: Error) =>
        isCurrent && setOpened({ pdf: null, error: `The page images cannot be drawn (${error.message}). The text below is complete.` }),
    );
    return () => {
      isCurrent = false;
      setOpened({ pdf: null, error: null });
      file.release();
    };
  }, [project, documentId, version, mediaType, state]);
  return opened;
}
