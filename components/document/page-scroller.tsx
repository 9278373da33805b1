'use client';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef } from 'react';
import type { Box } from '@/lib/domain/text-layer';
import type { DocumentSelection } from './document-highlight';
import { DocumentPage, type PageMarks } from './document-page';
import type { DocumentSource } from './document-source';
import { type PageSize, usePageLayout } from './use-page-layout';
import type { PointerTool } from './use-word-selection';
import { PAGE_MARGIN } from './zoom';

/** What the pane asks of the pages. */
export interface PageScrollerHandle {
  scrollToPlace: (page: number, box?: Box) => void;
}

interface PageScrollerProps {
  source: DocumentSource;
  pdf: PDFDocumentProxy | null;
  isDrawable: boolean;
  /** The size of the first page that was read; most pages are alike. */
  usual: PageSize;
  scale: number;
  scroller: React.RefObject<HTMLDivElement | null>;
  marksOf: (page: number) => PageMarks;
  tool: PointerTool;
  onPage: (page: number) => void;
  onSelect: (selection: DocumentSelection | null) => void;
  onHighlightClick: (id: string) => void;
  ref?: Ref<PageScrollerHandle>;
}

/** All pages below each other; only those near the window exist. */
export function PageScroller({
  source,
  pdf,
  isDrawable,
  usual,
  scale,
  scroller,
  marksOf,
  tool,
  onPage,
  onSelect,
  onHighlightClick,
  ref,
}: PageScrollerProps) {
  const { virtualizer, widest, sizeOf, setSize, currentPage, scrollToPlace } = usePageLayout({
    pageCount: source.pageCount,
    scale,
    usual,
    scroller,
  });
  useImperativeHandle(ref, () => ({ scrollToPlace }));

  const latest = useRef({ onPage, currentPage, setSize });
  useEffect(() => {
    latest.current = { onPage, currentPage, setSize };
  });
  useEffect(() => {
    const element = scroller.current;
    const onScroll = () => latest.current.onPage(latest.current.currentPage());
    element?.addEventListener('scroll', onScroll, { passive: true });
    return () => element?.removeEventListener('scroll', onScroll);
  }, [scroller]);
  const onSize = useCallback((page: number, size: PageSize) => latest.current.setSize(page, size), []);

  return (
    <div style={{ height: virtualizer.getTotalSize(), minWidth: widest * scale + 2 * PAGE_MARGIN }} className="relative">
      {virtualizer.getVirtualItems().map(({ index, start }) => (
        <div key={index} style={{ transform: `translateY(${start}px)` }} className="absolute inset-x-0 top-0 px-3">
          <DocumentPage
            source={source}
            pdf={pdf}
            isDrawable={isDrawable}
            page={index + 1}
            size={sizeOf(index + 1)}
            scale={scale}
            marks={marksOf(index + 1)}
            tool={tool}
            onSize={onSize}
            onSelect={onSelect}
            onHighlightClick={onHighlightClick}
          />
        </div>
      ))}
    </div>
  );
}
