'use client';
import { useCallback, useMemo, useRef, useState } from 'react';
import { ErrorState } from '@/components/ui/error-state';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { DocumentPaneProps } from './document-pane';
import type { DocumentSelection } from './document-highlight';
import type { DocumentSource } from './document-source';
import { contentUrl } from './document-source';
import { DocumentToolbar } from './document-toolbar';
import { FindField } from './find-field';
import { PageScroller, type PageScrollerHandle } from './page-scroller';
import { PageThumbnails } from './page-thumbnails';
import { SCROLL_REGION } from './scroll-region';
import { useElementSize } from './use-element-size';
import { usePageMarks } from './use-page-marks';
import { usePageText } from './use-page-text';
import { usePagesGoTo } from './use-pages-go-to';
import { usePdf } from './use-pdf';
import type { PointerTool } from './use-word-selection';
import { scaleOf, type Zoom, zoomFactor, zoomStep } from './zoom';

type PagesViewProps = Omit<DocumentPaneProps, 'document'> & { source: DocumentSource };

/** A document with geometry: PDF pages or a picture. */
export function PagesView({
  source,
  page,
  onPageChange,
  highlights,
  pulse,
  onHighlightClick,
  onSelect,
  find: asked = null,
}: PagesViewProps) {
  const { pdf, error: pdfError } = usePdf(source);
  const [firstPage] = useState(() => Math.min(Math.max(1, page), source.pageCount));
  const { text: first, error, retry } = usePageText(source, firstPage);
  const usual = useMemo(() => (first && first.width > 0 ? { width: first.width, height: first.height } : null), [first]);
  const { ref: scroller, size } = useElementSize<HTMLDivElement>();
  const pages = useRef<PageScrollerHandle>(null);
  const isPicture = source.mediaType.startsWith('image/');
  const [zoom, setZoom] = useState<Zoom>('width');
  const [chosenTool, setTool] = useState<PointerTool | null>(null);
  // Where no word is known there is only an area to mark.
  const tool = chosenTool ?? (first?.words?.length === 0 ? 'area' : 'words');
  const [isStripOpen, setStripOpen] = useState(true);
  const [selection, setSelection] = useState<DocumentSelection | null>(null);
  const scale = usual && size.width > 0 ? scaleOf(zoom, usual, size, isPicture) : null;
  const select = useCallback(
    (next: DocumentSelection | null) => {
      setSelection(next);
      onSelect(next);
    },
    [onSelect],
  );
  const { find, findInput, pulsingId, showPage, pickHit, onScrolledTo } = usePagesGoTo({
    source,
    pages,
    page,
    isReady: scale !== null,
    highlights,
    pulse,
    asked,
    onPageChange,
    onSelect: select,
  });
  const marksOf = usePageMarks({ highlights, find, selection, pulsingId });

  if (error)
    return (
      <ErrorState title="This document could not be loaded" action={<Button onClick={retry}>Try again</Button>}>
        {error}
      </ErrorState>
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col" onCopy={(event) => copySelection(event, selection)}>
      <DocumentToolbar
        page={{ number: page, count: source.pageCount, go: showPage }}
        zoom={{
          value: zoom,
          percent: Math.round(zoomFactor(scale ?? 1, isPicture) * 100),
          set: setZoom,
          step: (direction) => scale !== null && setZoom(zoomStep(zoomFactor(scale, isPicture), direction)),
        }}
        tool={{ value: tool, set: setTool }}
        {...(source.pageCount > 1 ? { strip: { isOpen: isStripOpen, toggle: () => setStripOpen(!isStripOpen) } } : {})}
        downloadUrl={contentUrl(source, true)}
        find={<FindField find={find} inputRef={findInput} onPick={pickHit} />}
      />
      {(pdfError ?? source.problem) ? (
        <p role="status" className="border-border border-b bg-warning-soft px-3 py-1 text-warning text-xs">
          {pdfError ?? source.problem}
        </p>
      ) : null}
      <div className="flex min-h-0 flex-1">
        {isStripOpen && source.pageCount > 1 && usual ? (
          <PageThumbnails source={source} pdf={pdf} usual={usual} page={page} highlights={highlights} onGo={showPage} />
        ) : null}
        <section
          ref={scroller}
          aria-label={`Pages of ${source.title}`}
          aria-busy={scale === null}
          {...SCROLL_REGION}
          className="thin-scroll relative min-h-0 min-w-0 flex-1 overflow-x-auto overflow-y-scroll bg-muted focus-visible:outline-offset-[-2px]"
        >
          {usual && scale !== null ? (
            <PageScroller
              ref={pages}
              source={source}
              pdf={pdf}
              isDrawable={pdfError === null}
              usual={usual}
              scale={scale}
              scroller={scroller}
              marksOf={marksOf}
              tool={tool}
              onPage={onScrolledTo}
              onSelect={select}
              onHighlightClick={onHighlightClick}
            />
          ) : (
            <Skeleton className="mx-auto my-3 aspect-[1/1.4] w-[calc(100%-1.5rem)] bg-accent" />
          )}
        </section>
      </div>
    </div>
  );
}

/** Our selection is no browser selection, so copying has to be told. */
function copySelection(event: React.ClipboardEvent, selection: DocumentSelection | null): void {
  const isField = event.target instanceof HTMLInputElement;
  if (isField || !selection || selection.quote === '' || window.getSelection()?.isCollapsed === false) return;
  event.preventDefault();
  event.clipboardData.setData('text/plain', selection.quote);
}
