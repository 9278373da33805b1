'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { StepDifference } from '@/lib/domain/compare/compare-steps';
import { StepRow } from './step-row';

export interface StepRows {
  total: number;
  from: number;
  rows: StepDifference[];
}

interface StepsDiffProps {
  /** The first rows; the others come when somebody scrolls to them. */
  first: StepRows;
  load: (from: number) => Promise<StepRows | null>;
}

const ROW_PX = 24;
/** Lists up to this length are laid out whole, so that the browser's own search finds every row. */
const WHOLE_UP_TO = 200;

/** Aligned steps in tree order, windowed: 100,000 rows are as quick as a hundred. */
export function StepsDiff({ first, load }: StepsDiffProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [rows, setRows] = useState<ReadonlyMap<number, StepDifference>>(() => byPlace(first));
  const asked = useRef(new Set<number>([first.from]));
  const page = Math.max(1, first.rows.length);
  const virtual = useVirtualizer({
    count: first.total,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: first.total <= WHOLE_UP_TO ? first.total : 20,
  });
  const shown = virtual.getVirtualItems();
  const missing = shown.find(({ index }) => !rows.has(index))?.index;
  useEffect(() => {
    if (missing === undefined) return;
    const from = Math.floor(missing / page) * page;
    if (asked.current.has(from)) return;
    asked.current.add(from);
    void load(from).then((more) => {
      if (more) setRows((known) => new Map([...known, ...byPlace(more)]));
      else asked.current.delete(from);
    });
  }, [missing, page, load]);
  if (first.total === 0) return <p className="text-muted-foreground text-sm">No step differs.</p>;
  return (
    <section ref={frame} aria-label="Aligned steps" className="thin-scroll -mx-1 max-h-[70vh] overflow-y-auto px-1">
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const step = rows.get(index);
          return (
            <li
              key={index}
              ref={virtual.measureElement}
              data-index={index}
              {...(step && step.status !== 'same' ? { 'data-difference': '', tabIndex: -1 } : {})}
              aria-setsize={first.total}
              aria-posinset={index + 1}
              className="absolute inset-x-0 rounded-md py-0.5 outline-offset-[-2px] focus:outline-2 focus:outline-ring"
              style={{ transform: `translateY(${start}px)` }}
            >
              {step ? <StepRow step={step} /> : <span className="text-muted-foreground text-xs">Loading row {index + 1}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function byPlace({ from, rows }: StepRows): Map<number, StepDifference> {
  return new Map(rows.map((row, offset) => [from + offset, row]));
}
