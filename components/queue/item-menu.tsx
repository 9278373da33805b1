'use client';
import { Ellipsis } from 'lucide-react';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import type { QueueRow } from '@/lib/domain/queue-row';

export interface ItemMenuActions {
  /** People who may review in this project. */
  people: readonly { userId: string; name: string }[];
  onReassign: (itemId: string, userId: string | null) => void;
  onRelease: (itemId: string) => void;
  onRemove: (row: QueueRow) => void;
}

/** What a lead can do with an item of somebody else. */
export function ItemMenu({ row, actions }: { row: QueueRow; actions: ItemMenuActions }) {
  if (row.state === 'done' || row.state === 'removed') return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-xs" aria-label={`More about ${row.runName ?? row.runId}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-56">
        {row.state === 'leased' ? (
          <DropdownMenuItem onSelect={() => actions.onRelease(row.itemId)}>
            Release from {row.holder?.name ?? 'its reviewer'}
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuItem onSelect={() => actions.onReassign(row.itemId, null)}>Open to everybody</DropdownMenuItem>
        <DropdownMenuLabel>Assign to</DropdownMenuLabel>
        {actions.people.map((person) => (
          <DropdownMenuItem key={person.userId} onSelect={() => actions.onReassign(row.itemId, person.userId)}>
            <span className="truncate">{person.name}</span>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => actions.onRemove(row)}>Remove from the queue …</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
