import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { cn } from '@/lib/cn';

export interface SortState {
  /** `-risk` is descending, `risk` ascending; null: the list's own order. */
  current: string | null;
  onSort: (sort: string | null) => void;
}

interface ColumnHeadingProps {
  heading: string;
  /** For columns of buttons: the heading is read out, not shown. */
  isHidden: boolean | undefined;
  sortKey: string | undefined;
  align: 'start' | 'end' | undefined;
  sort: SortState;
}

/** A heading that sorts when its column can: first descending, then ascending, then as the list comes. */
export function ColumnHeading({ heading, isHidden, sortKey, align, sort }: ColumnHeadingProps) {
  const direction =
    sortKey === undefined ? null : sort.current === sortKey ? 'ascending' : sort.current === `-${sortKey}` ? 'descending' : null;
  const Icon = direction === 'ascending' ? ArrowUp : direction === 'descending' ? ArrowDown : ChevronsUpDown;
  const next = direction === null ? `-${sortKey}` : direction === 'descending' ? (sortKey ?? null) : null;
  return (
    <th
      scope="col"
      aria-sort={direction ?? undefined}
      className={cn(
        'h-8 whitespace-nowrap px-2.5 font-medium text-muted-foreground text-xs first:ps-4 last:pe-4',
        align === 'end' && 'text-right',
      )}
    >
      {sortKey === undefined ? (
        <span className={isHidden ? 'sr-only' : undefined}>{heading}</span>
      ) : (
        <button
          type="button"
          onClick={() => sort.onSort(next)}
          className="-mx-1 inline-flex h-6 items-center gap-1 rounded-sm px-1 hover:bg-accent hover:text-foreground"
        >
          {heading}
          <Icon aria-hidden className={cn('size-3', direction === null && 'opacity-50')} />
        </button>
      )}
    </th>
  );
}
