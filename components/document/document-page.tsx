'use client';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useLayoutEffect } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { cn } from '@/lib/cn';
import type { TextRange } from '@/lib/domain/find-text';
import type { DocumentHighlight, DocumentSelection } from './document-highlight';
import type { DocumentSource } from './document-source';
import { sourceKey } from './document-source';
import { HiddenBadges } from './hidden-badges';
import { HighlightBoxes, placed } from './highlight-boxes';
import { PageCanvas } from './page-canvas';
import { PagePicture } from './page-picture';
import { PageWords } from './page-words';
import { usePageText } from './use-page-text';
import { type PointerTool, useWordSelection } from './use-word-selection';
import { SameWords } from './same-words';
import { boxesOfRange } from './word-boxes';
import type { PageSize } from './use-page-layout';

/** What stands on one page besides the page itself. */
export interface PageMarks {
  highlights: DocumentHighlight[];
  hits: (TextRange & { isCurrent: boolean })[];
  selection: DocumentSelection | null;
  pulsingId: string | null;
}

interface DocumentPageProps {
  source: DocumentSource;
  pdf: PDFDocumentProxy | null;
  /** False when the file cannot be drawn here: its words then stand in for it. */
  isDrawable: boolean;
  page: number;
  size: PageSize;
  scale: number;
  marks: PageMarks;
  tool: PointerTool;
  onSize: (page: number, size: PageSize) => void;
  onSelect: (selection: DocumentSelection | null) => void;
  onHighlightClick: (id: string) => void;
}

/** One page as the file shows it, with the words of our own text layer over it: what is selected here has the server's offsets. */
export function DocumentPage({
  source,
  pdf,
  isDrawable,
  page,
  size,
  scale,
  marks,
  tool,
  onSize,
  onSelect,
  onHighlightClick,
}: DocumentPageProps) {
  const { text, error, retry } = usePageText(source, page);
  const { draft, handlers } = useWordSelection({ page: text, scale, tool, onSelect });
  useLayoutEffect(() => {
    if (text && text.width > 0) onSize(page, { width: text.width, height: text.height });
  }, [text, page, onSize]);
  const isPicture = source.mediaType.startsWith('image/');
  const selection = draft ?? (marks.selection?.page === page ? marks.selection : null);
  return (
    <section
      aria-label={`Page ${page} of ${source.pageCount}`}
      data-page={page}
      style={{ width: size.width * scale, height: size.height * scale, colorScheme: 'light' }}
      className="relative mx-auto select-none overflow-hidden bg-white text-[#1a1c20] shadow-raised ring-1 ring-border"
    >
      {isPicture ? <PagePicture source={source} /> : null}
      {pdf ? <PageCanvas pdf={pdf} file={sourceKey(source)} page={page} scale={scale} /> : null}
      {!pdf && !isPicture && isDrawable ? <Skeleton className="absolute inset-0 rounded-none bg-[#f1f2f4]" /> : null}
      {!isDrawable && text ? <PageWords page={text} scale={scale} /> : null}
      {text ? <p className="sr-only">{text.text}</p> : null}
      <div
        {...handlers}
        className={cn('absolute inset-0', tool === 'area' ? 'cursor-crosshair' : text?.words?.length ? 'cursor-text' : 'cursor-default')}
      >
        {text &&
          marks.hits.flatMap((hit) =>
            (boxesOfRange(text, hit.start, hit.end) ?? []).map((box) => (
              <div
                key={`${hit.start}-${box.join(',')}`}
                data-hit={hit.isCurrent ? 'current' : 'other'}
                style={placed(box, scale, 1)}
                className={cn(
                  'pointer-events-none absolute rounded-xs mix-blend-multiply',
                  hit.isCurrent ? 'bg-[#ff9632]' : 'bg-[#ffe680]',
                )}
              />
            )),
          )}
        {marks.highlights.map((highlight) => (
          <HighlightBoxes
            key={highlight.id}
            highlight={highlight}
            boxes={highlight.boxes.length > 0 ? highlight.boxes : ((text && boxesOfRange(text, highlight.start, highlight.end)) ?? [])}
            scale={scale}
            isPulsing={marks.pulsingId === highlight.id}
            onClick={onHighlightClick}
          />
        ))}
        {text ? <SameWords page={text} highlights={marks.highlights} scale={scale} /> : null}
        {selection?.boxes.map((box) => (
          <div key={box.join(',')} data-selected style={placed(box, scale, 0)} className="pointer-events-none absolute bg-[#3a4fc4]/25" />
        ))}
        {text ? (
          <div className="pointer-events-none absolute inset-0">
            <HiddenBadges page={text} scale={scale} />
          </div>
        ) : null}
      </div>
      {error ? <PageError error={error} onRetry={retry} /> : null}
    </section>
  );
}

function PageError({ error, onRetry }: { error: string; onRetry: () => void }) {
  return (
    <p role="alert" className="absolute inset-x-2 bottom-2 rounded-md bg-[#fdeae8] px-3 py-2 text-[#b3261e] text-sm">
      The text of this page could not be loaded. {error}{' '}
      <button type="button" onClick={onRetry} className="font-medium underline">
        Try again
      </button>
    </p>
  );
}
