'use client';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { drawPage, knownBitmap } from './page-bitmaps';
import { rememberScale } from './prefetch-document-page';

interface PageCanvasProps {
  pdf: PDFDocumentProxy;
  /** One version of one document. */
  file: string;
  page: number;
  /** CSS pixels for a point. */
  scale: number;
  isThumbnail?: boolean;
}

/** The drawn page. While another scale is drawn the old picture stays, stretched: nothing flickers. */
export function PageCanvas({ pdf, file, page, scale, isThumbnail = false }: PageCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<'waiting' | 'drawn' | 'failed'>('waiting');
  useEffect(() => {
    const pixels = scale * window.devicePixelRatio;
    if (!isThumbnail) rememberScale(pixels);
    const request = { pdf, file, page, scale: pixels, isThumbnail };
    const show = (bitmap: HTMLCanvasElement) => {
      const target = canvas.current;
      if (!target) return;
      target.width = bitmap.width;
      target.height = bitmap.height;
      target.getContext('2d')?.drawImage(bitmap, 0, 0);
      setState('drawn');
    };
    const known = knownBitmap(request);
    if (known) {
      show(known);
      return;
    }
    const drawing = drawPage(request);
    let isCurrent = true;
    drawing.bitmap.then(
      (bitmap) => isCurrent && show(bitmap),
      () => isCurrent && setState('failed'),
    );
    return () => {
      isCurrent = false;
      drawing.cancel();
    };
  }, [pdf, file, page, scale, isThumbnail]);
  return (
    <>
      <canvas ref={canvas} aria-hidden data-drawn={state === 'drawn' || undefined} className="absolute inset-0 size-full" />
      {state === 'waiting' ? <Skeleton className="absolute inset-0 rounded-none bg-[#f1f2f4]" /> : null}
      {state === 'failed' && !isThumbnail ? (
        <p role="alert" className="absolute inset-x-0 top-1/3 px-6 text-center text-[#5b5f69] text-sm">
          This page could not be drawn. Its text is still there: find works, and so do the marks.
        </p>
      ) : null}
    </>
  );
}
