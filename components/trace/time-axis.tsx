'use client';
import { useRef, useState } from 'react';
import { cn } from '@/lib/cn';
import { axisTicks, fineDuration } from './fine-duration';
import { WATERFALL_COLUMNS } from './step-row-line';

interface TimeAxisProps {
  fromMs: number;
  toMs: number;
  /** A stretch was drawn with the mouse. */
  onZoom: (fromMs: number, toMs: number) => void;
}

/** Time above the bars. Dragging over it zooms; the buttons of the toolbar do the same by keyboard. */
export function TimeAxis({ fromMs, toMs, onZoom }: TimeAxisProps) {
  const strip = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const shareAt = (clientX: number) => {
    const box = strip.current?.getBoundingClientRect();
    return box ? Math.max(0, Math.min(1, (clientX - box.left) / box.width)) : 0;
  };
  const msAt = (share: number) => fromMs + share * (toMs - fromMs);
  const finish = () => {
    if (drag && Math.abs(drag.to - drag.from) > 0.01) onZoom(msAt(Math.min(drag.from, drag.to)), msAt(Math.max(drag.from, drag.to)));
    setDrag(null);
  };
  const ticks = axisTicks(fromMs, toMs);
  return (
    <div className={cn('grid h-6 items-stretch gap-2 border-border border-b px-2', WATERFALL_COLUMNS)}>
      <span className="flex items-center text-2xs text-muted-foreground">Step</span>
      <div
        ref={strip}
        dir="ltr"
        title="Drag to zoom"
        className="relative cursor-col-resize select-none overflow-hidden"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag({ from: shareAt(event.clientX), to: shareAt(event.clientX) });
        }}
        onPointerMove={(event) => setDrag((before) => before && { ...before, to: shareAt(event.clientX) })}
        onPointerUp={finish}
        onPointerCancel={() => setDrag(null)}
      >
        {ticks.map((ms) => {
          const percent = ((ms - fromMs) / (toMs - fromMs)) * 100;
          return (
            <span
              key={ms}
              className={cn('tabular absolute inset-y-0 flex items-center border-border border-s ps-1 text-2xs text-muted-foreground')}
              style={percent > 92 ? { right: 0, borderLeftWidth: 0 } : { left: `${percent}%` }}
            >
              {fineDuration(ms)}
            </span>
          );
        })}
        {drag ? (
          <span
            aria-hidden
            className="absolute inset-y-0 bg-primary-soft opacity-70"
            style={{ left: `${Math.min(drag.from, drag.to) * 100}%`, width: `${Math.abs(drag.to - drag.from) * 100}%` }}
          />
        ) : null}
      </div>
    </div>
  );
}
