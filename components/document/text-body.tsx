'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { cn } from '@/lib/cn';
import type { TextRange } from '@/lib/domain/find-text';
import type { DocumentHighlight } from './document-highlight';
import { SCROLL_REGION } from './scroll-region';
import { blockAt, textBlocks } from './text-blocks';
import { TextLine } from './text-line';
import { selectedRange } from './text-offsets';
import { segmentsOf } from './text-segments';

interface TextBodyProps {
  text: string;
  /** Letters of one width, for JSON and tables. */
  isCode: boolean;
  highlights: DocumentHighlight[];
  hits: (TextRange & { isCurrent: boolean })[];
  pulsingId: string | null;
  /** Brings this offset into the window; another object asks again. */
  goTo: { start: number } | null;
  onSelect: (range: TextRange | null) => void;
  onHighlightClick: (id: string) => void;
}

/** A text of any length; only the lines in the window exist. */
export function TextBody({ text, isCode, highlights, hits, pulsingId, goTo, onSelect, onHighlightClick }: TextBodyProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const blocks = useMemo(() => textBlocks(text), [text]);
  const virtualizer = useVirtualizer({
    count: blocks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 22,
    overscan: 12,
    paddingStart: 12,
    paddingEnd: 24,
  });
  useEffect(() => {
    if (goTo) virtualizer.scrollToIndex(blockAt(blocks, goTo.start), { align: 'center' });
  }, [goTo, blocks, virtualizer]);

  const isPressed = useRef(false);
  const report = () => {
    const root = scroller.current;
    if (root) onSelect(selectedRange(window.getSelection(), root, text));
  };
  return (
    <section
      ref={scroller}
      aria-label="Text of the document"
      {...SCROLL_REGION}
      onPointerDown={() => {
        isPressed.current = true;
      }}
      onPointerUp={() => {
        isPressed.current = false;
        // The browser updates its selection after this event.
        setTimeout(report);
      }}
      onKeyUp={(event) => event.shiftKey && report()}
      className="thin-scroll min-h-0 flex-1 overflow-auto bg-background focus-visible:outline-offset-[-2px]"
    >
      <div
        className={cn(
          'relative mx-auto w-full max-w-[88ch] px-5',
          isCode ? 'font-mono text-xs leading-5 [tab-size:20]' : 'text-base leading-6 [tab-size:8]',
        )}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const block = blocks[index];
          if (!block) return null;
          return (
            <div
              key={index}
              ref={virtualizer.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
              className="absolute inset-x-5 top-0 whitespace-pre-wrap"
            >
              <TextLine
                text={text}
                block={block}
                segments={segmentsOf(block, highlights, hits)}
                pulsingId={pulsingId}
                onHighlightClick={onHighlightClick}
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}
