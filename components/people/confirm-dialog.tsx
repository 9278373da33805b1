'use client';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { FormAlert } from '@/components/ui/form-alert';
import type { ActionOutcome } from './action-outcome';
import { useAction } from './use-action';

interface ConfirmDialogProps {
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** The button: a verb. */
  verb: string;
  action: () => Promise<ActionOutcome>;
  onClose: () => void;
  onDone?: () => void;
}

/** Asks once before something that cannot be taken back. */
export function ConfirmDialog({ title, children, verb, action, onClose, onDone }: ConfirmDialogProps) {
  const { isBusy, outcome, run } = useAction(action, {
    onDone: () => {
      onClose();
      onDone?.();
    },
  });
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent title={title} description={children}>
        <FormAlert>{outcome && !outcome.ok ? outcome.message : null}</FormAlert>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="danger" isBusy={isBusy} onClick={() => run()}>
            {verb}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
