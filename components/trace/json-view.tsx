'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import type { Json } from '@/lib/domain/run/run';
import { JsonLine } from './json-line';
import { jsonRows } from './json-rows';

interface JsonViewProps {
  value: Json;
  /** What it is, for screen readers and the copy button: "input". */
  label: string;
}

const ROW_PX = 24;
const MAX_HEIGHT_PX = 420;

/** A JSON value of any size: folded where it is deep, drawn only where it is looked at, never cut. */
export function JsonView({ value, label }: JsonViewProps) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => jsonRows(value, turned), [value, turned]);
  const viewport = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 20,
    getItemKey: (index) => `${rows[index]?.path}${rows[index]?.kind === 'close' ? '#' : ''}`,
  });
  const turn = (path: string) =>
    setTurned((before) => {
      const next = new Set(before);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  return (
    <div className="group relative rounded-md border border-border bg-background">
      <CopyButton
        text={JSON.stringify(value, null, 2)}
        what={label}
        className="absolute top-1 right-1 z-10 bg-card opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
      />
      <section
        ref={viewport}
        aria-label={`${label} as JSON`}
        className="thin-scroll overflow-auto px-2 py-1.5 font-mono text-xs leading-5"
        style={{ maxHeight: MAX_HEIGHT_PX }}
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <JsonLine row={row} onTurn={() => turn(row.path)} />
              </div>
            );
          })}
        </div>
      </section>
    </div>
  );
}
