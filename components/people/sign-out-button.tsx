'use client';
import { LogOut } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { useState } from 'react';
import { forgetSearches } from '@/components/shell/recent-searches';
import { Button, type ButtonProps } from '@/components/ui/button';

interface SignOutButtonProps extends Pick<ButtonProps, 'variant' | 'size'> {
  /** The path to go to afterwards. */
  next: string;
}

export function SignOutButton({ next, ...rest }: SignOutButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const leave = () => {
    setBusy(true);
    forgetSearches();
    void signOut({ callbackUrl: next }).catch(() => setBusy(false));
  };
  return (
    <Button isBusy={isBusy} onClick={leave} {...rest}>
      <LogOut aria-hidden /> Sign out
    </Button>
  );
}
