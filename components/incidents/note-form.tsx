'use client';
import { type SubmitEvent, useId, useState } from 'react';
import { type ActionOutcome, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { FormAlert } from '@/components/ui/form-alert';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';

interface NoteFormProps {
  note: (text: string, key: string) => Promise<ActionOutcome<null>>;
}

/** A note for the timeline: plain text, never changed afterwards. */
export function NoteForm({ note }: NoteFormProps) {
  const id = useId();
  const [draft, setDraft] = useState(() => ({ text: '', key: crypto.randomUUID() }));
  const { isBusy, outcome, run } = useAction(note, { onDone: () => setDraft({ text: '', key: crypto.randomUUID() }) });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run(draft.text, draft.key);
  };
  const problem = formProblem(outcome, []);
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Label htmlFor={id} className="sr-only">
        Note
      </Label>
      <Textarea
        id={id}
        value={draft.text}
        rows={2}
        maxLength={10_000}
        dir="auto"
        placeholder="Write a note. It cannot be changed later."
        onChange={(event) => setDraft({ ...draft, text: event.target.value })}
      />
      <FormAlert>{problem}</FormAlert>
      <Button type="submit" isBusy={isBusy} disabled={draft.text.trim() === ''} className="justify-self-start">
        Add the note
      </Button>
    </form>
  );
}
