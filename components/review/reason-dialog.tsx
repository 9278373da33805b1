'use client';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { FormAlert } from '@/components/ui/form-alert';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { reasonProblem } from '@/lib/verbs/reason';
import type { ItemVerb } from '@/lib/verbs/verb';
import { ReasonField } from './reason-field';

interface ReasonDialogProps {
  verb: ItemVerb;
  /** What happens then. */
  description: string;
  /** Words on the button. */
  confirm: string;
  isOpen: boolean;
  onClose: () => void;
  /** A refusal in words, or null once it is done. */
  onConfirm: (reason: { reason_code?: string | undefined; note?: string | undefined }) => Promise<string | null>;
}

/** Asks for the typed reason of a verb that needs one. */
export function ReasonDialog({ verb, description, confirm, isOpen, onClose, onConfirm }: ReasonDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={verb.title} description={description}>
        <ReasonForm verb={verb} words={confirm} onConfirm={onConfirm} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function ReasonForm({ verb, words, onConfirm, onClose }: Pick<ReasonDialogProps, 'verb' | 'onConfirm' | 'onClose'> & { words: string }) {
  const [reason, setReason] = useState<{ reason_code?: string | undefined; note?: string | undefined }>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const noteId = useId();
  const confirm = async (event: React.FormEvent) => {
    event.preventDefault();
    const detail = reasonProblem(verb.reasonCodes, verb.isReasonRequired, reason.reason_code, reason.note?.trim() || undefined);
    if (detail) return setProblem(`The reason ${detail}.`);
    setBusy(true);
    const refusal = await onConfirm(reason);
    setBusy(false);
    if (refusal) setProblem(refusal);
  };
  return (
    <form onSubmit={confirm} className="grid gap-3">
      <ReasonField
        codes={verb.reasonCodes}
        isRequired={verb.isReasonRequired}
        value={reason.reason_code}
        problem={undefined}
        onChange={(code) => setReason({ ...reason, reason_code: code })}
      />
      <div className="grid gap-1">
        <Label htmlFor={noteId} className="font-normal text-muted-foreground text-xs">
          Note
        </Label>
        <Textarea
          id={noteId}
          dir="auto"
          maxLength={20_000}
          value={reason.note ?? ''}
          onChange={(event) => setReason({ ...reason, note: event.target.value })}
        />
      </div>
      <FormAlert>{problem}</FormAlert>
      <DialogFooter className="mt-0">
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {words}
        </Button>
      </DialogFooter>
    </form>
  );
}
