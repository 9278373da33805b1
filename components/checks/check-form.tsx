'use client';
import { type SubmitEvent, useId, useState } from 'react';
import { type ActionOutcome, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field, fieldAria } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { toast } from '@/components/ui/toast';
import type { CodeView } from '@/lib/domain/check-view';
import { SEVERITIES } from '@/lib/domain/evidence';

/** What the form asks for, as the API takes it. */
export interface CheckFormChange {
  is_enabled: boolean;
  severity: string | null;
  reason: string;
  base_version: number;
  recheck: boolean;
}

interface CheckFormProps {
  view: CodeView;
  save: (change: CheckFormChange) => Promise<ActionOutcome<null>>;
}

const OWN = 'own';

/** On or off and how grave, with why; open runs are checked again by it when asked. Give it the version in force as its key. */
export function CheckForm({ view, save }: CheckFormProps) {
  const id = useId();
  const before = { is_enabled: view.isEnabled, severity: view.severity ?? OWN };
  const [draft, setDraft] = useState({ ...before, reason: '', recheck: true });
  const { isBusy, outcome, run } = useAction(save, { onDone: () => toast.success(`${view.title} is saved.`) });
  const isChanged = draft.is_enabled !== before.is_enabled || draft.severity !== before.severity;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run({ ...draft, severity: draft.severity === OWN ? null : draft.severity, base_version: view.changed?.version ?? 0 });
  };
  const problem = formProblem(outcome, []);
  return (
    <form onSubmit={submit} aria-label={`Setting of ${view.title}`} className="grid content-start gap-3">
      <div className="flex min-h-6 items-center gap-2">
        <Switch
          id={`${id}-on`}
          checked={draft.is_enabled}
          onCheckedChange={(isOn) => setDraft({ ...draft, is_enabled: isOn })}
          aria-describedby={`${id}-on-hint`}
        />
        <Label htmlFor={`${id}-on`}>Look for it in this project</Label>
      </div>
      <p id={`${id}-on-hint`} className="text-muted-foreground text-xs">
        {draft.is_enabled
          ? 'It makes findings, and findings weigh in the risk.'
          : 'No finding, no weight in the risk, nothing for rules to catch.'}
      </p>
      <Field id={`${id}-severity`} label="Severity of its findings">
        <Select
          id={`${id}-severity`}
          value={draft.severity}
          disabled={!draft.is_enabled}
          onChange={(event) => setDraft({ ...draft, severity: event.target.value })}
        >
          <option value={OWN}>as the check says ({view.ownSeverity} as a rule)</option>
          {SEVERITIES.map((severity) => (
            <option key={severity} value={severity}>
              always {severity}
            </option>
          ))}
        </Select>
      </Field>
      {isChanged ? (
        <>
          <Field id={`${id}-reason`} label="Why" hint="For those who ask later; stands in the history below.">
            <Input
              {...fieldAria(`${id}-reason`, null, true)}
              value={draft.reason}
              maxLength={500}
              dir="auto"
              autoComplete="off"
              onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
            />
          </Field>
          <div className="flex min-h-6 items-center gap-2">
            <Checkbox
              id={`${id}-recheck`}
              checked={draft.recheck}
              onCheckedChange={(isOn) => setDraft({ ...draft, recheck: isOn === true })}
            />
            <Label htmlFor={`${id}-recheck`}>Check open runs again; decided ones stay as they are</Label>
          </div>
        </>
      ) : null}
      <FormAlert>{problem}</FormAlert>
      <Button
        type="submit"
        variant={isChanged ? 'primary' : 'outline'}
        isBusy={isBusy}
        disabled={!isChanged}
        className="justify-self-start"
      >
        Save
      </Button>
    </form>
  );
}
