'use client';
import { Ellipsis, KeyRound, UserMinus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu';
import type { MemberRow } from './member-row';

interface MemberMenuProps {
  member: MemberRow;
  isYou: boolean;
  onRemove: () => void;
  /** Null for those who may not. */
  onReset: (() => void) | null;
}

export function MemberMenu({ member, isYou, onRemove, onReset }: MemberMenuProps) {
  const hasPassword = member.signsInBy === 'password' || member.signsInBy === 'both';
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`More for ${member.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {onReset && hasPassword && !isYou ? (
          <DropdownMenuItem onSelect={onReset}>
            <KeyRound aria-hidden /> Link for a new password
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuItem onSelect={onRemove} className="text-danger [&_svg]:text-danger">
          <UserMinus aria-hidden /> {isYou ? 'Leave the project' : 'Remove from the project'}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
