'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef } from 'react';
import { cn } from '@/lib/cn';
import type { DocumentHighlight, HighlightStyle } from './document-highlight';
import type { DocumentSource } from './document-source';
import { sourceKey } from './document-source';
import { MARK_LOOKS } from './mark-look';
import { PageCanvas } from './page-canvas';
import type { PageSize } from './use-page-layout';

interface PageThumbnailsProps {
  source: DocumentSource;
  pdf: PDFDocumentProxy | null;
  usual: PageSize;
  page: number;
  highlights: DocumentHighlight[];
  onGo: (page: number) => void;
}

const WIDTH = 60;
const LABEL_HEIGHT = 24;

/** The strip of pages with a dot for each mark, so that evidence on far pages is seen. Only what is in the window is drawn. */
export function PageThumbnails({ source, pdf, usual, page, highlights, onGo }: PageThumbnailsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const height = Math.min(WIDTH * 2, (usual.height / usual.width) * WIDTH);
  const virtualizer = useVirtualizer({
    count: source.pageCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => height + LABEL_HEIGHT,
    paddingStart: 8,
    overscan: 2,
  });
  useEffect(() => {
    virtualizer.scrollToIndex(page - 1, { align: 'auto' });
  }, [page, virtualizer]);
  return (
    <nav
      aria-label="Pages"
      ref={scroller}
      className="thin-scroll w-20 shrink-0 overflow-y-auto overflow-x-hidden border-border border-r bg-sidebar"
    >
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const number = index + 1;
          const marks = highlights.filter((highlight) => highlight.page === number);
          return (
            <li key={index} style={{ transform: `translateY(${start}px)` }} className="absolute inset-x-0 top-0 flex justify-center">
              <button
                type="button"
                onClick={() => onGo(number)}
                aria-current={number === page ? 'page' : undefined}
                aria-label={`Page ${number}${marks.length > 0 ? `, ${marks.length} ${marks.length === 1 ? 'mark' : 'marks'}` : ''}`}
                className="group flex flex-col items-center rounded-md"
              >
                <span
                  style={{ width: WIDTH, height }}
                  className={cn(
                    'relative block overflow-hidden rounded-xs bg-white ring-1 ring-border-strong group-hover:ring-ring',
                    number === page && 'ring-2 ring-ring',
                  )}
                >
                  {pdf ? <PageCanvas pdf={pdf} file={sourceKey(source)} page={number} scale={WIDTH / usual.width} isThumbnail /> : null}
                  <MarkDots highlights={marks} />
                </span>
                <span
                  className={cn('tabular text-2xs leading-5', number === page ? 'font-semibold text-foreground' : 'text-muted-foreground')}
                >
                  {number}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const MAX_DOTS = 6;
const ORDER: readonly HighlightStyle[] = ['cited', 'found', 'reviewer'];

function MarkDots({ highlights }: { highlights: DocumentHighlight[] }) {
  if (highlights.length === 0) return null;
  const sorted = [...highlights].sort((a, b) => ORDER.indexOf(a.style) - ORDER.indexOf(b.style));
  return (
    <span
      aria-hidden
      className="absolute right-0.5 bottom-0.5 flex max-w-full flex-wrap justify-end gap-0.5 rounded-full bg-white/85 p-0.5"
    >
      {sorted.slice(0, MAX_DOTS).map((highlight) => (
        <span
          key={highlight.id}
          className={cn('size-2 rounded-full', MARK_LOOKS[highlight.style].dot, highlight.isFocused && 'ring-2 ring-[#1a1c20]/60')}
        />
      ))}
    </span>
  );
}
