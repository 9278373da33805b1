'use client';
import { useId } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { RulesAction, RulesDraft } from './rules-draft';

/** What a queue is apart from its rules. */
export function QueueFields({ draft, send }: { draft: RulesDraft; send: (action: RulesAction) => void }) {
  const id = useId();
  const patch = (change: Partial<Omit<RulesDraft, 'rules'>>) => send({ type: 'queue', patch: change });
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field id={`${id}-title`} label="Title">
        <Input id={`${id}-title`} value={draft.title} maxLength={200} onChange={(event) => patch({ title: event.target.value })} />
      </Field>
      <Field id={`${id}-description`} label="Description" className="sm:col-span-2">
        <Textarea
          id={`${id}-description`}
          rows={1}
          value={draft.description}
          maxLength={2000}
          onChange={(event) => patch({ description: event.target.value })}
          className="min-h-8"
        />
      </Field>
      <Field id={`${id}-lease`} label="Lease, minutes" hint="Renewed while a reviewer is active.">
        <Input
          id={`${id}-lease`}
          type="number"
          min={1}
          max={1440}
          value={draft.leaseMinutes}
          onChange={(event) => patch({ leaseMinutes: Math.trunc(Number(event.target.value)) })}
        />
      </Field>
      <Field id={`${id}-due`} label="Due after, hours" hint="Empty: never due.">
        <Input
          id={`${id}-due`}
          type="number"
          min={1}
          max={8760}
          value={draft.dueHours ?? ''}
          onChange={(event) => patch({ dueHours: event.target.value === '' ? null : Math.trunc(Number(event.target.value)) })}
        />
      </Field>
      <Field id={`${id}-attempts`} label="Escalate after, attempts" hint="Leases that came to nothing.">
        <Input
          id={`${id}-attempts`}
          type="number"
          min={1}
          max={100}
          value={draft.maxAttempts}
          onChange={(event) => patch({ maxAttempts: Math.trunc(Number(event.target.value)) })}
        />
      </Field>
    </div>
  );
}
