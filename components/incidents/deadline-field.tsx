'use client';
import { type SubmitEvent, useId, useState } from 'react';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { toast } from '@/components/ui/toast';
import type { IncidentSummary } from '@/lib/domain/incident/incident-view';

interface DeadlineFieldProps {
  incident: Pick<IncidentSummary, 'version' | 'deadlineAt'>;
  change: (change: object) => Promise<ActionOutcome<null>>;
}

/** Another deadline, in UTC like every time of the product. */
export function DeadlineField({ incident, change }: DeadlineFieldProps) {
  const id = useId();
  const [at, setAt] = useState(incident.deadlineAt?.slice(0, 16) ?? '');
  const { isBusy, run } = useAction(change, { toastRefusals: true, onDone: () => toast.success('Deadline changed.') });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run({ version: incident.version, deadline_at: at === '' ? null : `${at}:00Z` });
  };
  return (
    <Disclosure title="Change" className="text-xs">
      <form onSubmit={submit} className="mt-1 flex flex-wrap items-end gap-2">
        <div className="grid gap-1">
          <Label htmlFor={id}>Until, UTC; empty for none</Label>
          <Input id={id} type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />
        </div>
        <Button type="submit" size="sm" isBusy={isBusy}>
          Set
        </Button>
      </form>
    </Disclosure>
  );
}
