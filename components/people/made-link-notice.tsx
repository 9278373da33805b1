'use client';
import { Button } from '@/components/ui/button';
import { DialogClose, DialogFooter } from '@/components/ui/dialog';
import { formatInstant } from '@/lib/format';
import { OneTimeSecret } from './one-time-secret';

interface MadeLinkProps {
  path: string;
  expiresAt: string;
  what: 'invitation link' | 'password link';
  /** Whom to hand it to. */
  name: string;
}

/** A link that was just made, as the end of a dialog. It is shown once, because only its hash is kept. */
export function MadeLinkNotice({ path, expiresAt, what, name }: MadeLinkProps) {
  return (
    <div className="grid gap-3">
      <OneTimeSecret text={new URL(path, window.location.origin).href} what={what} />
      <p className="text-muted-foreground text-sm">
        Send it to <bdi className="font-medium text-foreground">{name}</bdi> yourself, by a way you trust. It works once, until{' '}
        {formatInstant(expiresAt)}, and is not shown again.
      </p>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      </DialogFooter>
    </div>
  );
}
