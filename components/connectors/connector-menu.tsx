'use client';
import { Ellipsis, Pencil, RotateCw, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu';
import type { ConnectorRow } from '@/lib/domain/connector-view';
import { formatNumber } from '@/lib/format';

interface ConnectorMenuProps {
  connector: Pick<ConnectorRow, 'name' | 'givenUp'>;
  /** Null when it cannot be edited by this version. */
  onEdit: (() => void) | null;
  onResend: () => void;
  onRemove: () => void;
}

export function ConnectorMenu({ connector: { name, givenUp }, onEdit, onResend, onRemove }: ConnectorMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`More for ${name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {onEdit ? (
          <DropdownMenuItem onSelect={onEdit}>
            <Pencil aria-hidden /> Edit
          </DropdownMenuItem>
        ) : null}
        {givenUp > 0 ? (
          <DropdownMenuItem onSelect={onResend}>
            <RotateCw aria-hidden /> Send the {formatNumber(givenUp)} given up again
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuItem onSelect={onRemove} className="text-danger [&_svg]:text-danger">
          <Trash2 aria-hidden /> Remove
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
