'use client';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import type { DocumentSource } from './document-source';
import { retainPdf } from './pdf-files';

/** The opened file of a PDF source; null while it opens and for other kinds. `error` in words. */
export function usePdf(source: DocumentSource): { pdf: PDFDocumentProxy | null; error: string | null } {
  const [opened, setOpened] = useState<{ pdf: PDFDocumentProxy | null; error: string | null }>({ pdf: null, error: null });
  useEffect(() => {
    if (source.mediaType !== 'application/pdf' || source.state === 'failed') return;
    let isCurrent = true;
    const file = retainPdf(source);
    file.pdf.then(
      (pdf) => isCurrent && setOpened({ pdf, error: null }),
      (error: Error) =>
        isCurrent &&
        setOpened({ pdf: null, error: `The pages cannot be drawn here, so their words are shown in place. (${error.message})` }),
    );
    return () => {
      isCurrent = false;
      setOpened({ pdf: null, error: null });
      file.release();
    };
  }, [source]);
  return opened;
}
