'use client';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, fieldAria } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { type ActionOutcome, fieldProblem, formProblem } from './action-outcome';
import { useAction } from './use-action';

interface RenameFormProps {
  name: string;
  label: string;
  rename: (name: string) => Promise<ActionOutcome>;
}

export function RenameForm({ name, label, rename }: RenameFormProps) {
  const [draft, setDraft] = useState(name);
  const { isBusy, outcome, run } = useAction(rename, { onDone: () => toast.success('Saved.') });
  const problem = fieldProblem(outcome, '/name') ?? fieldProblem(outcome, '/') ?? formProblem(outcome, ['/name', '/']);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run(draft);
  };
  return (
    <form onSubmit={submit} className="flex max-w-lg items-end gap-2">
      <Field id="rename" label={label} error={problem} className="min-w-0 flex-1">
        <Input
          {...fieldAria('rename', problem)}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          dir="auto"
          required
          maxLength={120}
          autoComplete="off"
        />
      </Field>
      <Button type="submit" isBusy={isBusy} disabled={draft.trim() === name}>
        Save
      </Button>
    </form>
  );
}
