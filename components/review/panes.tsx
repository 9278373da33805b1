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

/** Three panes side by side with borders that can be dragged or moved by arrow keys; on narrow screens claims, source and run below each other. */
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
      className="flex min-h-0 flex-1 flex-col overflow-y-auto max-lg:scroll-pb-28 lg:grid lg:grid-cols-(--panes) lg:grid-rows-[minmax(0,1fr)] lg:overflow-hidden"
    >
      <section
        aria-label="Run"
        className="thin-scroll order-3 min-w-0 shrink-0 border-border border-t bg-sidebar lg:order-none lg:min-h-0 lg:overflow-y-auto lg:border-t-0"
      >
        {run}
      </section>
      <PaneBorder label="Width of the run pane" percent={first} onMove={move(0)} onEnd={keep} />
      <section aria-label="Claims" className="order-1 flex min-w-0 shrink-0 flex-col lg:order-none lg:min-h-0">
        {claims}
      </section>
      <PaneBorder label="Width of the claims pane" percent={second} onMove={move(1)} onEnd={keep} />
      <section
        aria-label="Source"
        className="order-2 flex h-[75dvh] min-w-0 shrink-0 flex-col border-border border-t lg:order-none lg:h-auto lg:min-h-0 lg:border-t-0"
      >
        {source}
      </section>
    </div>
  );
}
