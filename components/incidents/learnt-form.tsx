'use client';
import { type SubmitEvent, useId, useState } from 'react';
import { type ActionOutcome, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { FormAlert } from '@/components/ui/form-alert';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';

interface LearntFormProps {
  learnt: string;
  version: number;
  change: (change: object) => Promise<ActionOutcome<null>>;
}

/** What was learnt: written by whoever works on it, kept with each of its versions in the timeline. */
export function LearntForm({ learnt, version, change }: LearntFormProps) {
  const id = useId();
  const [text, setText] = useState(learnt);
  const { isBusy, outcome, run } = useAction(change, { onDone: () => toast.success('Kept.') });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run({ version, learnt: text });
  };
  const problem = formProblem(outcome, []);
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Label htmlFor={id} className="sr-only">
        What was learnt
      </Label>
      <Textarea
        id={id}
        value={text}
        rows={3}
        maxLength={10_000}
        dir="auto"
        placeholder="How it came, why nobody saw it before, and what is different now."
        onChange={(event) => setText(event.target.value)}
      />
      <FormAlert>{problem}</FormAlert>
      {text === learnt ? null : (
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          Keep
        </Button>
      )}
    </form>
  );
}
