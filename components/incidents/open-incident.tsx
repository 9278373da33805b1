'use client';
import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useId, useState } from 'react';
import { type ActionOutcome, fieldProblem, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { keyHint } from '@/components/shell/key-hint';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field, fieldAria } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Input } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { Textarea } from '@/components/ui/textarea';
import type { IncidentSeverity } from '@/lib/domain/incident/incident';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { SeverityField } from './severity-field';

/** What the form asks for, as the API takes it. */
export interface NewIncidentForm {
  title: string;
  severity: IncidentSeverity;
  runs: { run_id: string; why: string }[];
  note: string;
}

interface OpenIncidentProps {
  bindings: KeyBindings;
  /** Answers the address of the incident. */
  open: (form: NewIncidentForm, key: string) => Promise<ActionOutcome<{ href: string }>>;
}

/** Opens an incident by hand, where no run has led to it. */
export function OpenIncident({ bindings, open }: OpenIncidentProps) {
  const [isOpen, setOpen] = useState(false);
  useKeyCommands(bindings, { 'incident.open': () => setOpen(true) });
  const hint = keyHint(bindings, 'incident.open');
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Open an incident
        {hint ? <Kbd>{hint}</Kbd> : null}
      </Button>
      <DialogContent
        title="Open an incident"
        description="For what nobody can name by a run. From the blast radius of a run it comes with its runs."
      >
        <IncidentForm open={open} />
      </DialogContent>
    </Dialog>
  );
}

function IncidentForm({ open }: Pick<OpenIncidentProps, 'open'>) {
  const id = useId();
  const router = useRouter();
  const [key] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState({ title: '', severity: 'medium' as IncidentSeverity, runIds: '', note: '' });
  const { isBusy, outcome, run } = useAction(open, { onDone: ({ href }) => router.push(href) });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const ids = [...new Set(draft.runIds.split(/[\s,]+/).filter(Boolean))];
    run(
      {
        title: draft.title,
        severity: draft.severity,
        note: draft.note,
        runs: ids.map((runId) => ({ run_id: runId, why: 'Named when the incident was opened' })),
      },
      key,
    );
  };
  const titleProblem = fieldProblem(outcome, '/title');
  const problem = formProblem(outcome, ['/title']);
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field id={`${id}-title`} label="Title" error={titleProblem}>
        <Input
          {...fieldAria(`${id}-title`, titleProblem)}
          value={draft.title}
          required
          maxLength={200}
          dir="auto"
          autoComplete="off"
          onChange={(event) => setDraft({ ...draft, title: event.target.value })}
        />
      </Field>
      <SeverityField id={`${id}-severity`} value={draft.severity} onChange={(severity) => setDraft({ ...draft, severity })} />
      <Field id={`${id}-runs`} label="Run IDs" hint="One a line, if you know any.">
        <Textarea
          {...fieldAria(`${id}-runs`, null, true)}
          value={draft.runIds}
          rows={2}
          className="font-mono text-xs"
          onChange={(event) => setDraft({ ...draft, runIds: event.target.value })}
        />
      </Field>
      <Field id={`${id}-note`} label="Note">
        <Textarea
          id={`${id}-note`}
          value={draft.note}
          rows={3}
          dir="auto"
          maxLength={10_000}
          onChange={(event) => setDraft({ ...draft, note: event.target.value })}
        />
      </Field>
      <FormAlert>{problem}</FormAlert>
      <DialogFooter>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Open the incident
        </Button>
      </DialogFooter>
    </form>
  );
}
