'use client';
import type { MouseEvent } from 'react';
import { cn } from '@/lib/cn';
import type { Box } from '@/lib/domain/text-layer';
import type { DocumentHighlight } from './document-highlight';
import { HIGHLIGHT_WORDS } from './document-highlight';
import { MARK_LOOKS } from './mark-look';

interface HighlightBoxesProps {
  highlight: DocumentHighlight;
  /** In page units. */
  boxes: Box[];
  scale: number;
  isPulsing: boolean;
  onClick: (id: string) => void;
}

/** Room between the words and the border, in pixels. */
const PAD = 3;

/** One mark of one or more boxes. The first box takes the focus and has the name; all of them can be clicked. */
export function HighlightBoxes({ highlight, boxes, scale, isPulsing, onClick }: HighlightBoxesProps) {
  const look = MARK_LOOKS[highlight.style];
  const name = `${HIGHLIGHT_WORDS[highlight.style]}${highlight.claimId === null ? '' : ` for claim ${highlight.claimId}`}`;
  return boxes.map((box, index) => (
    <button
      // Boxes of one mark never change places.
      key={`${highlight.id}-${box.join(',')}`}
      type="button"
      aria-label={boxes.length > 1 ? `${name}, in ${boxes.length} parts` : name}
      aria-pressed={highlight.isFocused}
      aria-hidden={index > 0 || undefined}
      tabIndex={index > 0 ? -1 : 0}
      data-highlight={highlight.id}
      data-style={highlight.style}
      onClick={(event) => onClick(meantBy(event, highlight))}
      style={placed(box, scale)}
      className={cn(
        'absolute rounded-[3px] mix-blend-multiply transition-colors duration-100 focus-visible:outline-2 focus-visible:outline-[#3a4fc4]',
        look.box,
        highlight.isFocused && cn('z-10', look.boxFocused),
        isPulsing && 'animate-pulse-once',
      )}
    />
  ));
}

/** Marks may lie on each other. A click on a pile that holds the focused mark means the next one below it. */
function meantBy(event: MouseEvent<HTMLElement>, highlight: DocumentHighlight): string {
  // Enter and Space click without a place.
  if (event.detail === 0) return highlight.id;
  const pile = document.elementsFromPoint(event.clientX, event.clientY).flatMap((element) => {
    const id = element instanceof HTMLElement ? element.dataset.highlight : undefined;
    return id === undefined ? [] : [{ id, isFocused: element.getAttribute('aria-pressed') === 'true' }];
  });
  const focused = pile.findIndex(({ isFocused }) => isFocused);
  return (focused < 0 ? pile[0] : pile[(focused + 1) % pile.length])?.id ?? highlight.id;
}

export function placed([x0, y0, x1, y1]: Box, scale: number, pad = PAD) {
  return { left: x0 * scale - pad, top: y0 * scale - pad, width: (x1 - x0) * scale + 2 * pad, height: (y1 - y0) * scale + 2 * pad };
}
