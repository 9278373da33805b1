'use client';
import { useState } from 'react';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field, fieldAria } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';

interface ActivateDialogProps {
  /** 0 is the shipped model alone. */
  version: number;
  isBack: boolean;
  activate: (version: number, reason: string) => Promise<ActionOutcome>;
  onClose: () => void;
}

/** Asks for the reason and says what will move. */
export function ActivateDialog({ version, isBack, activate, onClose }: ActivateDialogProps) {
  const [reason, setReason] = useState('');
  const { isBusy, outcome, run } = useAction(activate, {
    onDone: () => {
      onClose();
      toast.success('In force. Open items are being scored anew.');
    },
  });
  const name = version === 0 ? 'the shipped model' : `version ${version}`;
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent
        title={isBack ? `Roll back to ${name}` : `Put ${name} in force`}
        description="New runs and open items are scored by it, so the order of the queues changes. No item leaves its queue, and decided runs keep the score they were decided on. You can change it again at any time."
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            run(version, reason);
          }}
          className="grid gap-3"
        >
          <Field id="activate-reason" label="Reason" hint="Kept with the choice; the trail commits to it.">
            <Textarea {...fieldAria('activate-reason', null, true)} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <FormAlert>{outcome && !outcome.ok ? outcome.message : null}</FormAlert>
          <DialogFooter>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" isBusy={isBusy} disabled={reason.trim() === ''}>
              {isBack ? 'Roll back' : 'Put in force'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
