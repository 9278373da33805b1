'use client';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useEffect, useId, useMemo, useRef } from 'react';
import { clockFault } from '@/lib/domain/steps/step-clock';
import { type Folding, isFolded, rowOf } from '@/lib/domain/steps/step-shape';
import { briefAt } from '@/lib/domain/steps/step-table';
import { type StepRow, StepRowLine } from './step-row-line';
import type { StepsModel } from './steps-model';
import { treeMove } from './tree-move';
import type { BarWindow } from './waterfall-bar';

interface StepTreeListProps {
  model: StepsModel;
  folding: Folding;
  /** Places of the rows that are shown, ascending. */
  rows: Int32Array;
  /** Place of the selected step, -1 for none. */
  at: number;
  /** 1 for the steps that a search found. */
  hits: ReadonlySet<number>;
  bars: BarWindow | null;
  on: { select: (at: number) => void; turn: (at: number) => void; openSiblings: (at: number) => void };
}

const ROW_PX = 26;
const KEPT_LINES = 2000;

/** Steps as a tree: as many rows in the document as fit on the screen, however many steps there are. */
export function StepTreeList({ model, folding, rows, at, hits, bars, on }: StepTreeListProps) {
  const { table, shape } = model;
  const viewport = useRef<HTMLDivElement>(null);
  const treeId = useId();
  const row = rowOf(rows, at);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    // The selected row stays in the document wherever it is scrolled to: screen readers read it as the active one.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return row < 0 || shown.includes(row) ? shown : [...shown, row].sort((a, b) => a - b);
    },
  });

  useEffect(() => {
    if (row >= 0) virtual.scrollToIndex(row, { align: 'auto' });
  }, [row, virtual]);

  // Made once for each row, so that scrolling draws only the rows that come into sight.
  const lineAt = useMemo(() => {
    const lines = new Map<number, { row: StepRow; style: CSSProperties }>();
    return (place: number, start: number) => {
      const known = lines.get(place);
      if (known && known.style.transform === `translateY(${start}px)`) return known;
      if (lines.size > KEPT_LINES) lines.clear();
      const line = { row: rowAt(model, folding, place), style: { height: ROW_PX, transform: `translateY(${start}px)` } };
      lines.set(place, line);
      return line;
    };
  }, [model, folding]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const move = treeMove(event, { table, shape, folding, rows, row });
    if (!move) return;
    event.preventDefault();
    if ('go' in move) on.select(move.go);
    else if ('turn' in move) on.turn(move.turn);
    else on.openSiblings(move.openSiblings);
  };
  const onClick = ({ target }: React.MouseEvent) => {
    const line = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null;
    if (!line) return;
    const pressed = Number(line.dataset['at']);
    if (target instanceof Element && target.closest('[data-fold]')) on.turn(pressed);
    else on.select(pressed);
  };

  return (
    <div ref={viewport} className="thin-scroll min-h-0 flex-1 overflow-y-auto">
      <div
        role="tree"
        aria-label={`Steps, ${table.total - model.missing}`}
        tabIndex={0}
        aria-activedescendant={row >= 0 ? `${treeId}-${at}` : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        className="relative outline-offset-[-2px]"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((item) => {
          const place = rows[item.index];
          if (place === undefined) return null;
          const line = lineAt(place, item.start);
          return (
            <StepRowLine
              key={place}
              row={line.row}
              id={`${treeId}-${place}`}
              isSelected={place === at}
              isHit={hits.has(place)}
              bars={bars}
              style={line.style}
            />
          );
        })}
      </div>
    </div>
  );
}

function rowAt({ table, shape, attempts, longest }: StepsModel, folding: Folding, at: number): StepRow {
  const hasChildren = (shape.end[at] as number) > at + 1;
  const number = attempts.number[at] ?? 0;
  const isWhole = table.count === table.total;
  return {
    step: briefAt(table, at),
    at,
    hasChildren,
    isFolded: hasChildren && isFolded(table, folding, at),
    below: (shape.end[at] as number) - at - 1,
    position: shape.position[at] as number,
    siblings: isWhole ? (shape.siblings[at] as number) : -1,
    signs: {
      attempt: number > 0 ? { number, of: attempts.of[at] as number } : null,
      clock: clockFault(table, shape, at),
      ownMs: longest.find((each) => each.isMarked && each.at === at)?.ownMs ?? null,
    },
  };
}
