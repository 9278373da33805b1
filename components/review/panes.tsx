'use client';
import { type ReactNode, useRef, useState } from 'react';
import { moveBorder, paneCookie, type PaneWidths } from './pane-widths';
import { PaneBorder } from './pane-border';

interface PanesProps {
  initialWidths: PaneWidths;
  run: ReactNode;
  claims: ReactNode;
  source: ReactNode;
}

/** Three panes side by side with borders that can be dragged or moved by arrow keys; stacked on narrow screens. */
export function Panes({ initialWidths, run, claims, source }: PanesProps) {
  const [widths, setWidths] = useState(initialWidths);
  const frame = useRef<HTMLDivElement>(null);
  const move = (border: 0 | 1) => (deltaPx: number) => {
    const total = frame.current?.clientWidth ?? 0;
    if (total > 0) setWidths((current) => moveBorder(current, border, (deltaPx / total) * 100));
  };
  const keep = () => {
    document.cookie = paneCookie(widths);
  };
  const [first, second, third] = widths;
  return (
    <div
      ref={frame}
      style={{ '--panes': `minmax(0, ${first}fr) 1px minmax(0, ${second}fr) 1px minmax(0, ${third}fr)` } as React.CSSProperties}
      className="grid min-h-0 flex-1 grid-cols-1 overflow-y-auto lg:grid-cols-(--panes) lg:overflow-hidden"
    >
      <section aria-label="Run" className="thin-scroll min-h-0 min-w-0 bg-sidebar lg:overflow-y-auto">
        {run}
      </section>
      <PaneBorder label="Width of the run pane" percent={first} onMove={move(0)} onEnd={keep} />
      <section aria-label="Claims" className="flex min-h-0 min-w-0 flex-col">
        {claims}
      </section>
      <PaneBorder label="Width of the claims pane" percent={second} onMove={move(1)} onEnd={keep} />
      <section aria-label="Source" className="flex min-h-96 min-w-0 flex-col lg:min-h-0">
        {source}
      </section>
    </div>
  );
}
