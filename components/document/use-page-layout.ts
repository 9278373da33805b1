'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Box } from '@/lib/domain/text-layer';
import { PAGE_MARGIN } from './zoom';

export interface PageSize {
  width: number;
  height: number;
}

interface PageLayoutOptions {
  pageCount: number;
  scale: number;
  /** Until a page says otherwise it is taken to be as large as this one. */
  usual: PageSize;
  scroller: React.RefObject<HTMLDivElement | null>;
}

/** Where pages lie below each other, with only those near the window drawn. Keeps the place when the scale changes. */
export function usePageLayout({ pageCount, scale, usual, scroller }: PageLayoutOptions) {
  const sizes = useRef(new Map<number, PageSize>());
  const [widest, setWidest] = useState(usual.width);
  const heightOf = useCallback((page: number, at: number) => (sizes.current.get(page) ?? usual).height * at + PAGE_MARGIN, [usual]);
  const virtualizer = useVirtualizer({
    count: pageCount,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(index + 1, scale),
    paddingStart: PAGE_MARGIN,
    overscan: 1,
  });

  const place = useRef({ page: 1, share: 0 });
  const measuredScale = useRef(scale);
  useLayoutEffect(() => {
    if (measuredScale.current === scale) return;
    measuredScale.current = scale;
    virtualizer.measure();
    const { page, share } = place.current;
    const start = virtualizer.getOffsetForIndex(page - 1, 'start')?.[0] ?? 0;
    scroller.current?.scrollTo({ top: start + share * heightOf(page, scale) });
  }, [scale, virtualizer, heightOf, scroller]);

  /** The page at a third of the window, for the page number; also remembers the place for the next change of scale. */
  const currentPage = (): number => {
    const element = scroller.current;
    if (!element) return 1;
    const top = element.scrollTop;
    const first = virtualizer.getVirtualItemForOffset(top);
    if (first) place.current = { page: first.index + 1, share: Math.max(0, (top - first.start) / first.size) };
    return (virtualizer.getVirtualItemForOffset(top + element.clientHeight / 3)?.index ?? 0) + 1;
  };

  const setSize = (page: number, size: PageSize) => {
    const before = sizes.current.get(page);
    if (before?.width === size.width && before.height === size.height) return;
    sizes.current.set(page, size);
    virtualizer.resizeItem(page - 1, heightOf(page, scale));
    setWidest((current) => Math.max(current, size.width));
  };

  /** Brings a page to the top, or a box on it to a third of the window. */
  const scrollToPlace = (page: number, box?: Box) => {
    const element = scroller.current;
    const start = virtualizer.measurementsCache[page - 1]?.start;
    if (!element || start === undefined) return;
    if (!box) {
      element.scrollTo({ top: start - PAGE_MARGIN });
      return;
    }
    const [x0, y0, x1, y1] = box.map((value) => value * scale) as Box;
    const isVisible = start + y0 >= element.scrollTop && start + y1 <= element.scrollTop + element.clientHeight;
    const left =
      x0 < element.scrollLeft || x1 > element.scrollLeft + element.clientWidth ? Math.max(0, x0 - PAGE_MARGIN) : element.scrollLeft;
    element.scrollTo({ top: isVisible ? element.scrollTop : start + y0 - element.clientHeight / 3, left });
  };

  return { virtualizer, widest, sizeOf: (page: number) => sizes.current.get(page) ?? usual, setSize, currentPage, scrollToPlace };
}
