'use client';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { FormAlert } from '@/components/ui/form-alert';
import type { ActionOutcome } from './action-outcome';
import { MadeLinkNotice } from './made-link-notice';
import type { MemberRow } from './member-row';
import { useAction } from './use-action';

interface ResetDialogProps {
  member: MemberRow;
  createResetLink: (userId: string) => Promise<ActionOutcome<{ path: string; expiresAt: string }>>;
  onClose: () => void;
}

export function ResetDialog({ member, createResetLink, onClose }: ResetDialogProps) {
  const { isBusy, outcome, run } = useAction(createResetLink);
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent
        title={`A new password for ${member.name}`}
        description="They choose it themselves, by a link that you hand over. Using it signs them out everywhere."
      >
        {outcome?.ok ? (
          <MadeLinkNotice {...outcome.value} what="password link" name={member.name} />
        ) : (
          <>
            <FormAlert>{outcome?.message}</FormAlert>
            <DialogFooter>
              <DialogClose asChild>
                <Button>Cancel</Button>
              </DialogClose>
              <Button variant="primary" isBusy={isBusy} onClick={() => run(member.userId)}>
                Make the link
              </Button>
            </DialogFooter>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
