'use client';
import { type PointerEvent, useRef, useState } from 'react';
import type { Box, PageText } from '@/lib/domain/text-layer';
import type { DocumentSelection } from './document-highlight';
import { joinBoxes, nearestWord, wordsInArea } from './word-boxes';

export type PointerTool = 'words' | 'area';

interface WordSelectionOptions {
  page: PageText | null;
  /** CSS pixels for a point. */
  scale: number;
  tool: PointerTool;
  onSelect: (selection: DocumentSelection | null) => void;
}

interface Drag {
  x: number;
  y: number;
  word: number;
  isMoving: boolean;
}

const MOVED_PX = 4;
const REACH_PX = 24;

/** Dragging over words selects whole words, so a selection always has offsets and places; the area tool draws a box. */
export function useWordSelection({ page, scale, tool, onSelect }: WordSelectionOptions) {
  const drag = useRef<Drag | null>(null);
  const [draft, setDraft] = useState<DocumentSelection | null>(null);

  const pointOf = (event: PointerEvent<HTMLElement>): [number, number] => {
    const frame = event.currentTarget.getBoundingClientRect();
    return [(event.clientX - frame.left) / scale, (event.clientY - frame.top) / scale];
  };
  const wordAt = (x: number, y: number, reach = REACH_PX) => nearestWord(page?.words ?? [], x, y, reach / scale);

  const selectionTo = (start: Drag, x: number, y: number): DocumentSelection | null => {
    if (!page) return null;
    if (tool === 'area')
      return areaSelection(page, [Math.min(start.x, x), Math.min(start.y, y), Math.max(start.x, x), Math.max(start.y, y)]);
    return wordSelection(page, start.word, wordAt(x, y, Number.POSITIVE_INFINITY));
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    // Touch scrolls; fingers select by the find field.
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const [x, y] = pointOf(event);
    drag.current = { x, y, word: wordAt(x, y), isMoving: false };
    // Keeps the browser from selecting text elsewhere on the page at the same time.
    event.preventDefault();
    event.currentTarget.closest<HTMLElement>('[data-document-scroller]')?.focus({ preventScroll: true });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const start = drag.current;
    if (!start) return;
    const [x, y] = pointOf(event);
    if (!start.isMoving) {
      if (Math.hypot(x - start.x, y - start.y) * scale < MOVED_PX) return;
      start.isMoving = true;
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    setDraft(selectionTo(start, x, y));
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const start = drag.current;
    drag.current = null;
    setDraft(null);
    if (!start) return;
    const [x, y] = pointOf(event);
    onSelect(start.isMoving ? selectionTo(start, x, y) : null);
  };
  const onDoubleClick = (event: PointerEvent<HTMLElement> | React.MouseEvent<HTMLElement>) => {
    const [x, y] = pointOf(event as PointerEvent<HTMLElement>);
    const word = wordAt(x, y);
    if (page && tool === 'words') onSelect(wordSelection(page, word, word));
  };
  const onPointerCancel = () => {
    drag.current = null;
    setDraft(null);
  };
  return { draft, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onDoubleClick } };
}

function wordSelection(page: PageText, from: number, to: number): DocumentSelection | null {
  const words = page.words?.slice(Math.min(from, to), Math.max(from, to) + 1) ?? [];
  const [first, last] = [words[0], words.at(-1)];
  if (from < 0 || to < 0 || !first || !last) return null;
  return selectionOf(page, first.start, last.end, joinBoxes(words.map((word) => word.box)));
}

/**
 * The words in the area, as a range where they follow each other in the text, else as a quote alone: what is drawn side by side
 * need not be read one after the other. An area without words is a place all the same.
 */
function areaSelection(page: PageText, area: Box): DocumentSelection {
  const box = area.map(
    (value, index) => Math.round(Math.max(0, Math.min(value, index % 2 === 0 ? page.width : page.height)) * 100) / 100,
  ) as Box;
  const inside = wordsInArea(page.words ?? [], box);
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last) return selectionOf(page, 0, 0, [box]);
  const between = page.words?.filter((word) => word.start >= first.start && word.end <= last.end).length;
  if (between === inside.length) return selectionOf(page, first.start, last.end, [box]);
  const quote = inside.map((word) => page.text.slice(word.start, word.end)).join(' ');
  return { page: page.page, start: 0, end: 0, quote, boxes: [box] };
}

function selectionOf(page: PageText, start: number, end: number, boxes: Box[]): DocumentSelection {
  return { page: page.page, start, end, quote: page.text.slice(start, end), boxes };
}
