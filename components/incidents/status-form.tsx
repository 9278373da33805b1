'use client';
import { type SubmitEvent, useId, useState } from 'react';
import { type ActionOutcome, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import { type IncidentStatus, nextStatuses, STATUS_MEANINGS } from '@/lib/domain/incident/incident';

const VERBS: Record<IncidentStatus, string> = {
  candidate: 'Propose',
  open: 'Confirm',
  contained: 'Mark as contained',
  resolved: 'Resolve',
  dismissed: 'Dismiss',
};

interface StatusFormProps {
  status: IncidentStatus;
  version: number;
  change: (change: object) => Promise<ActionOutcome<null>>;
}

/** The steps that the flow has from here, each with a reason. */
export function StatusForm({ status, version, change }: StatusFormProps) {
  const [next, setNext] = useState<IncidentStatus | null>(null);
  const wordOf = (each: IncidentStatus) => (each === 'open' && status !== 'candidate' ? 'Open again' : VERBS[each]);
  return (
    <>
      {nextStatuses(status).map((each) => (
        <Button key={each} onClick={() => setNext(each)}>
          {wordOf(each)}
        </Button>
      ))}
      <Dialog open={next !== null} onOpenChange={(isOpen) => !isOpen && setNext(null)}>
        {next ? (
          <DialogContent title={wordOf(next)} description={`${STATUS_MEANINGS[next]}.`}>
            <ReasonForm next={next} word={wordOf(next)} version={version} change={change} onDone={() => setNext(null)} />
          </DialogContent>
        ) : null}
      </Dialog>
    </>
  );
}

interface ReasonFormProps extends Pick<StatusFormProps, 'version' | 'change'> {
  next: IncidentStatus;
  word: string;
  onDone: () => void;
}

function ReasonForm({ next, word, version, change, onDone }: ReasonFormProps) {
  const id = useId();
  const [reason, setReason] = useState('');
  const { isBusy, outcome, run } = useAction(change, {
    onDone: () => {
      toast.success(`The incident is ${next}.`);
      onDone();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run({ version, status: next, reason });
  };
  const problem = formProblem(outcome, []);
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field id={id} label="Why" hint="Stands in the timeline, for those who ask later.">
        <Textarea id={id} value={reason} required maxLength={2000} dir="auto" onChange={(event) => setReason(event.target.value)} />
      </Field>
      <FormAlert>{problem}</FormAlert>
      <DialogFooter>
        <Button type="submit" variant="primary" isBusy={isBusy} disabled={reason.trim() === ''}>
          {word}
        </Button>
      </DialogFooter>
    </form>
  );
}
