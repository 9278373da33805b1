'use client';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useId, useState } from 'react';
import { SeverityField } from '@/components/incidents/severity-field';
import { type ActionOutcome, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from '@/components/ui/dialog';
import { Field, fieldAria } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { IncidentSeverity } from '@/lib/domain/incident/incident';

/** What the form asks for, as the API takes it. */
export interface RetractionForm {
  version: number;
  how: 'retracted' | 'corrected';
  reason: string;
  severity: IncidentSeverity;
}

interface RetractDocumentProps {
  /** Versions that are not retracted, the newest first. */
  versions: readonly number[];
  current: number;
  /** Answers the address of the incident. */
  retract: (form: RetractionForm, key: string) => Promise<ActionOutcome<{ href: string }>>;
}

/** Says of a version that it is not to be relied on; the runs that used it come before reviewers. */
export function RetractDocument({ versions, current, retract }: RetractDocumentProps) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button>Retract a version</Button>
      </DialogTrigger>
      <DialogContent
        title="Retract a version"
        description="An incident is opened, and every run that cites or was given that version comes into the queue of incidents once. The bytes stay."
      >
        <RetractForm versions={versions} current={current} retract={retract} />
      </DialogContent>
    </Dialog>
  );
}

function RetractForm({ versions, current, retract }: RetractDocumentProps) {
  const id = useId();
  const router = useRouter();
  const [key] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState<RetractionForm>({ version: versions[0] ?? current, how: 'retracted', reason: '', severity: 'high' });
  const { isBusy, outcome, run } = useAction(retract, { onDone: ({ href }) => router.push(href) });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run(draft, key);
  };
  const canCorrect = draft.version < current;
  const problem = formProblem(outcome, []);
  return (
    <form onSubmit={submit} className="grid gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Field id={`${id}-version`} label="Version">
          <Select
            id={`${id}-version`}
            value={draft.version}
            onChange={(event) => setDraft({ ...draft, version: Number(event.target.value), how: 'retracted' })}
          >
            {versions.map((version) => (
              <option key={version} value={version}>
                {version}
                {version === current ? ', current' : ''}
              </option>
            ))}
          </Select>
        </Field>
        <Field id={`${id}-how`} label="What happened">
          <Select
            id={`${id}-how`}
            value={draft.how}
            onChange={(event) => setDraft({ ...draft, how: event.target.value as RetractionForm['how'] })}
          >
            <option value="retracted">It is retracted</option>
            {canCorrect ? <option value="corrected">Version {current} corrects it</option> : null}
          </Select>
        </Field>
      </div>
      <SeverityField
        id={`${id}-severity`}
        label="Severity of the incident"
        value={draft.severity}
        onChange={(severity) => setDraft({ ...draft, severity })}
      />
      <Field id={`${id}-reason`} label="Why" hint="Reviewers see it over the document.">
        <Textarea
          {...fieldAria(`${id}-reason`, null, true)}
          value={draft.reason}
          required
          maxLength={2000}
          dir="auto"
          onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
        />
      </Field>
      <FormAlert>{problem}</FormAlert>
      <DialogFooter>
        <Button type="submit" variant="danger" isBusy={isBusy} disabled={draft.reason.trim() === ''}>
          Retract version {draft.version}
        </Button>
      </DialogFooter>
    </form>
  );
}
