'use client';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field, fieldAria } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { omit } from '@/lib/verbs/omit';
import { reasonProblem } from '@/lib/verbs/reason';
import { ReasonField } from './reason-field';
import type { OmissionDraft } from './review-draft';

interface OmissionDialogProps {
  isOpen: boolean;
  /** The one to change; null: a new one. */
  omission: OmissionDraft | null;
  /** Whether the output has fields, so that a path can be given. */
  isStructured: boolean;
  onClose: () => void;
  onKeep: (omission: OmissionDraft) => void;
}

/** What is missing from the output, in the reviewer's words. */
export function OmissionDialog({ isOpen, omission, isStructured, onClose, onKeep }: OmissionDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={omit.title}
        description="Write what the output should say and does not. It becomes part of the corrected output."
      >
        <OmissionForm omission={omission ?? { text: '' }} isStructured={isStructured} onClose={onClose} onKeep={onKeep} />
      </DialogContent>
    </Dialog>
  );
}

function OmissionForm({
  omission,
  isStructured,
  onClose,
  onKeep,
}: Omit<OmissionDialogProps, 'isOpen' | 'omission'> & { omission: OmissionDraft }) {
  const [draft, setDraft] = useState(omission);
  const [isTried, setTried] = useState(false);
  const textId = useId();
  const pathId = useId();
  const textProblem = draft.text.trim() === '' ? 'Write what is missing.' : null;
  const pathProblem = draft.path && !draft.path.startsWith('/') ? 'A JSON Pointer begins with a slash, like /lines/3/total.' : null;
  const codeProblem = reasonProblem(omit.reasonCodes, omit.isReasonRequired, draft.reason_code, draft.note);
  const keep = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!textProblem && !pathProblem && !codeProblem) onKeep(draft);
  };
  return (
    <form onSubmit={keep} className="grid gap-3">
      <Field id={textId} label="What is missing" error={isTried ? textProblem : null}>
        <Textarea
          {...fieldAria(textId, isTried ? textProblem : null)}
          dir="auto"
          autoFocus
          maxLength={20_000}
          value={draft.text}
          onChange={(event) => setDraft({ ...draft, text: event.target.value })}
        />
      </Field>
      {isStructured ? (
        <Field
          id={pathId}
          label="Field"
          hint="JSON Pointer of the missing field, when it is one; it then enters the corrected output."
          error={isTried ? pathProblem : null}
        >
          <Input
            {...fieldAria(pathId, isTried ? pathProblem : null, true)}
            placeholder="/due_date"
            value={draft.path ?? ''}
            onChange={(event) => setDraft({ ...draft, path: event.target.value === '' ? undefined : event.target.value })}
          />
        </Field>
      ) : null}
      <ReasonField
        codes={omit.reasonCodes}
        isRequired={omit.isReasonRequired}
        value={draft.reason_code}
        problem={isTried ? (codeProblem ?? undefined) : undefined}
        onChange={(code) => setDraft({ ...draft, reason_code: code })}
      />
      <Field id={`${textId}-note`} label="Note">
        <Input
          id={`${textId}-note`}
          dir="auto"
          maxLength={20_000}
          value={draft.note ?? ''}
          onChange={(event) => setDraft({ ...draft, note: event.target.value === '' ? undefined : event.target.value })}
        />
      </Field>
      <DialogFooter className="mt-0">
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary">
          Keep
        </Button>
      </DialogFooter>
    </form>
  );
}
