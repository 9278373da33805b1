'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { filteredLog, LOG_KINDS, LOG_LEVELS, type LogFilter, logRows } from '@/lib/domain/steps/step-log';
import { LogFilterBar } from './log-filter-bar';
import { LogLine } from './log-line';
import type { StepsModel } from './steps-model';
import type { LogNotes } from './use-log-notes';

interface LogListProps {
  model: StepsModel;
  log: LogNotes;
  at: number;
  hits: ReadonlySet<number>;
  onSelect: (at: number) => void;
}

const ROW_PX = 26;
const EVERYTHING: LogFilter = { kinds: new Set(LOG_KINDS), levels: new Set(LOG_LEVELS), text: '' };

/** What happened in order of time: steps, messages, calls, results, events and errors. */
export function LogList({ model: { table }, log, at, hits, onSelect }: LogListProps) {
  const [filter, setFilter] = useState(EVERYTHING);
  const all = useMemo(() => logRows(table, log.notes), [table, log.notes]);
  const rows = useMemo(() => filteredLog(table, all, filter), [table, all, filter]);
  const [active, setActive] = useState(-1);
  const viewport = useRef<HTMLDivElement>(null);
  const treeId = useId();
  // A step has several rows; the one that was chosen here stays, else it is the step's first.
  const row = rows[active]?.at === at ? active : rows.findIndex((each) => each.at === at);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  useEffect(() => {
    if (row >= 0) virtual.scrollToIndex(row, { align: 'auto' });
  }, [row, virtual]);
  const choose = (index: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!next) return;
    setActive(rows.indexOf(next));
    if (next.at < table.count) onSelect(next.at);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const by: Record<string, number> = {
      ArrowDown: row + 1,
      ArrowUp: row - 1,
      PageDown: row + 15,
      PageUp: row - 15,
      Home: 0,
      End: rows.length - 1,
    };
    const to = by[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(to);
  };
  const onClick = ({ target }: React.MouseEvent) => {
    const line = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    if (line) choose(Number(line.dataset['index']));
  };
  const isShown = virtual.getVirtualItems().some(({ index }) => index === row);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <LogFilterBar filter={filter} onChange={setFilter} shown={rows.length} all={all.length} log={log} />
      <div ref={viewport} className="thin-scroll min-h-0 flex-1 overflow-y-auto">
        <div
          role="tree"
          aria-label={`Log, ${rows.length} lines`}
          tabIndex={0}
          aria-activedescendant={isShown ? `${treeId}-${row}` : undefined}
          onKeyDown={onKeyDown}
          onClick={onClick}
          className="relative outline-offset-[-2px]"
          style={{ height: Math.max(ROW_PX, virtual.getTotalSize()) }}
        >
          {virtual.getVirtualItems().map(({ index, start }) => {
            const line = rows[index];
            if (!line) return null;
            return (
              <LogLine
                key={index}
                id={`${treeId}-${index}`}
                table={table}
                row={line}
                index={index}
                isSelected={index === row}
                isHit={hits.has(line.at)}
                size={rows.length}
                style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
