'use client';
import { type SubmitEvent, useId, useState } from 'react';
import { type ActionOutcome, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Field, fieldAria } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import { toast } from '@/components/ui/toast';
import type { PatternSettingVersion } from '@/lib/domain/pattern/pattern-setting';

/** What the form asks for, as the API takes it. */
export interface PatternFormChange {
  name: string;
  is_muted: boolean;
  reason: string;
  base_version: number;
}

interface PatternFormProps {
  setting: PatternSettingVersion | null;
  save: (change: PatternFormChange) => Promise<ActionOutcome<null>>;
}

/** A name of one's own, and whether it is left out of the list. Give it the version in force as its key. */
export function PatternForm({ setting, save }: PatternFormProps) {
  const id = useId();
  const before = { name: setting?.name ?? '', is_muted: setting?.isMuted ?? false };
  const [draft, setDraft] = useState({ ...before, reason: setting?.reason ?? '' });
  const { isBusy, outcome, run } = useAction(save, { onDone: () => toast.success('The pattern is saved.') });
  const isChanged = draft.name !== before.name || draft.is_muted !== before.is_muted || draft.reason !== (setting?.reason ?? '');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run({ ...draft, base_version: setting?.version ?? 0 });
  };
  const problem = formProblem(outcome, []);
  return (
    <form onSubmit={submit} aria-label="Name and mute this pattern" className="grid content-start gap-3">
      <Field id={`${id}-name`} label="Name" hint="What people here call it; empty keeps the words above.">
        <Input
          {...fieldAria(`${id}-name`, null, true)}
          value={draft.name}
          maxLength={120}
          dir="auto"
          autoComplete="off"
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
      </Field>
      <div className="flex min-h-6 items-center gap-2">
        <Switch id={`${id}-muted`} checked={draft.is_muted} onCheckedChange={(isOn) => setDraft({ ...draft, is_muted: isOn })} />
        <Label htmlFor={`${id}-muted`}>Mute: counted, but left out of the list</Label>
      </div>
      {draft.is_muted || draft.reason !== '' ? (
        <Field id={`${id}-reason`} label="Why" hint="For those who ask later; needed to mute.">
          <Input
            {...fieldAria(`${id}-reason`, null, true)}
            value={draft.reason}
            maxLength={500}
            dir="auto"
            autoComplete="off"
            onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
          />
        </Field>
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
