'use client';
import { useRef } from 'react';

interface PaneBorderProps {
  label: string;
  /** Width of the pane before it. */
  percent: number;
  onMove: (deltaPx: number) => void;
  onEnd: () => void;
}

const KEY_STEP_PX = 24;

/** A border that moves: by pointer, or by arrow keys when it has the focus. */
export function PaneBorder({ label, percent, onMove, onEnd }: PaneBorderProps) {
  const lastX = useRef<number | null>(null);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    onMove(event.key === 'ArrowLeft' ? -KEY_STEP_PX : KEY_STEP_PX);
  };
  return (
    <hr
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={Math.round(percent)}
      aria-valuemin={0}
      aria-valuemax={100}
      onKeyDown={onKeyDown}
      onKeyUp={onEnd}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        lastX.current = event.clientX;
      }}
      onPointerMove={(event) => {
        if (lastX.current === null) return;
        onMove(event.clientX - lastX.current);
        lastX.current = event.clientX;
      }}
      onPointerUp={() => {
        lastX.current = null;
        onEnd();
      }}
      className="relative z-10 m-0 hidden h-auto cursor-col-resize touch-none border-0 bg-border after:absolute after:inset-y-0 after:-start-1.5 after:w-3 after:content-[''] hover:bg-ring focus-visible:bg-ring focus-visible:outline-offset-0 lg:block"
    />
  );
}
