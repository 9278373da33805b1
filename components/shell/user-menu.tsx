'use client';
import { BookOpen, Keyboard, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { signOut } from 'next-auth/react';
import { useState } from 'react';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { paths } from '@/lib/paths';
import { KeysDialog, type SaveKeyBindings } from './keys-dialog';
import { forgetSearches } from './recent-searches';
import { ThemeItems } from './theme-items';
import { useKeyCommands } from './use-key-commands';

interface UserMenuProps {
  user: { name: string; email: string; role: string };
  bindings: KeyBindings;
  saveBindings: SaveKeyBindings;
}

export function UserMenu({ user, bindings, saveBindings }: UserMenuProps) {
  const [areKeysOpen, setKeysOpen] = useState(false);
  useKeyCommands(bindings, { 'keys.show': () => setKeysOpen(true) });
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={`${user.name}, account menu`}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-primary-soft font-semibold text-link text-xs hover:brightness-95"
        >
          {initials(user.name)}
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="w-60">
          <div className="px-2 py-1.5">
            <p className="truncate font-medium text-sm">{user.name}</p>
            <p className="truncate text-muted-foreground text-xs">
              {user.email} · {user.role}
            </p>
          </div>
          <DropdownMenuSeparator />
          <DropdownMenuItem asChild>
            <Link href={paths.account()}>
              <UserRound aria-hidden /> Account
            </Link>
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setKeysOpen(true)}>
            <Keyboard aria-hidden /> Keyboard
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <Link href={paths.apiDocs()}>
              <BookOpen aria-hidden /> HTTP API
            </Link>
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <ThemeItems />
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={leave}>
            <LogOut aria-hidden /> Sign out
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <KeysDialog isOpen={areKeysOpen} onOpenChange={setKeysOpen} bindings={bindings} save={saveBindings} />
    </>
  );
}

function leave(): void {
  forgetSearches();
  void signOut({ callbackUrl: paths.signIn() });
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}
