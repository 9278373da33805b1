'use client';
import { type ColumnDef, type RowData, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { cn } from '@/lib/cn';
import { ColumnHeading, type SortState } from './column-heading';

/** Only the core: filtering and sorting happen in the database, so no row model of the browser may do them again. */
const FEATURES = tableFeatures({});
type Features = typeof FEATURES;

export interface TableColumn<T extends RowData> {
  id: string;
  heading: string;
  /** The heading is read out, not shown. */
  isHeadingHidden?: boolean;
  /** Width in rem; the one column without it takes the rest. */
  widthRem?: number;
  /** Name of the sort that this column stands for. */
  sortKey?: string;
  align?: 'start' | 'end';
  cell: (row: T) => ReactNode;
}

interface VirtualTableProps<T extends RowData> {
  label: string;
  columns: readonly TableColumn<T>[];
  rows: T[];
  rowId: (row: T) => string;
  sort: SortState;
  /** Called when the end comes near; asked again only after more rows arrived. */
  onEnd: () => void;
  onOpen: (row: T) => void;
}

/** Of the column that takes the rest: with less it would be under the next one. */
const LEAST_REST_REM = 11;
const ROW_HEIGHT_PX = 44;
const END_ROWS = 20;

/** A long list as a real table: rows out of sight are two empty rows of their height, so names, counts and columns stay true. */
export function VirtualTable<T extends RowData>({ label, columns, rows, rowId, sort, onEnd, onOpen }: VirtualTableProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTable<Features, T>({ features: FEATURES, columns: columnDefs(columns), data: rows, getRowId: rowId });
  const all = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: all.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 12,
    initialRect: { width: 1200, height: 900 },
  });
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  useEndReached(lastIndex >= all.length - END_ROWS, all.length, onEnd);
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className="thin-scroll relative min-h-0 flex-1 overflow-auto">
      <table
        aria-label={label}
        aria-rowcount={all.length + 1}
        style={{ minWidth: `${leastWidthRem(columns)}rem` }}
        className="w-full table-fixed border-collapse text-start text-sm"
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={column.widthRem === undefined ? undefined : { width: `${column.widthRem}rem` }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-background shadow-[inset_0_-1px_0_var(--border)]">
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <ColumnHeading
                key={column.id}
                heading={column.heading}
                isHidden={column.isHeadingHidden}
                sortKey={column.sortKey}
                align={column.align}
                sort={sort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap heightPx={before} span={columns.length} />
          {items.map((item) => {
            const row = all[item.index];
            if (!row) return null;
            return (
              <tr
                key={row.id}
                aria-rowindex={item.index + 2}
                style={{ height: ROW_HEIGHT_PX }}
                onClick={(event) => (isControl(event.target) ? undefined : onOpen(row.original))}
                className="cursor-pointer border-border border-b hover:bg-muted/70 has-[a:focus-visible]:bg-primary-soft"
              >
                {row.getAllCells().map((cell, index) => (
                  <td
                    key={cell.id}
                    className={cn(
                      'overflow-hidden px-2.5 py-1 align-middle first:ps-4 last:pe-4',
                      columns[index]?.align === 'end' && 'text-end',
                    )}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          <Gap heightPx={after} span={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

const columnDefs = <T extends RowData>(columns: readonly TableColumn<T>[]): ColumnDef<Features, T>[] =>
  columns.map(({ id, heading, cell }) => ({ id, header: heading, cell: ({ row }) => cell(row.original) }));

function leastWidthRem(columns: readonly { widthRem?: number }[]): number {
  return columns.reduce((sum, { widthRem = LEAST_REST_REM }) => sum + widthRem, 0);
}

function Gap({ heightPx, span }: { heightPx: number; span: number }) {
  if (heightPx <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height: heightPx, padding: 0 }} />
    </tr>
  );
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, select, [role=menuitem]') !== null;
}

function useEndReached(isNear: boolean, rowCount: number, onEnd: () => void) {
  const asked: RefObject<number> = useRef(-1);
  useEffect(() => {
    if (!isNear || asked.current === rowCount) return;
    asked.current = rowCount;
    onEnd();
  }, [isNear, rowCount, onEnd]);
}
