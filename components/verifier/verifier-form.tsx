'use client';
import { type SubmitEvent, useState } from 'react';
import { fieldProblem, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Field, fieldAria } from '@/components/ui/field';
import { Disclosure } from '@/components/ui/disclosure';
import { FormAlert } from '@/components/ui/form-alert';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { VerifierKind } from '@/lib/domain/verifier/verifier-settings';
import type { VerifierView } from '@/lib/domain/verifier/verifier-view';
import type { VerifierActions } from './verifier-actions';
import { FINE_FIELDS, KINDS, LIMIT_FIELDS, SHOWN_PATHS, typedSettings } from './verifier-fields';
import { VerifierKinds } from './verifier-kinds';

interface VerifierFormProps {
  view: VerifierView;
  save: VerifierActions['save'];
  onSaved: () => void;
}

export function VerifierForm({ view, save, onSaved }: VerifierFormProps) {
  const { settings, has_secret: hasSecret, state } = view;
  const [kind, setKind] = useState<VerifierKind>(settings?.kind ?? 'scorer');
  const { isBusy, outcome, run } = useAction(save, {
    onDone: () => {
      toast.success('Saved. Test it to see what it says.');
      onSaved();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const secret = String(form.get('secret') ?? '');
    run({ settings: typedSettings(form, kind), secret: secret === '' ? null : secret, is_on: state !== 'off' });
  };
  const problem = (name: string) => fieldProblem(outcome, `/settings/${name}`);
  const numbers = (fields: typeof LIMIT_FIELDS) => (
    <div className="grid grid-cols-2 items-start gap-x-3 gap-y-4">
      {fields.map(({ name, label, hint, initial }) => (
        <Field key={name} id={`verifier-${name}`} label={label} hint={hint} error={problem(name)}>
          <Input
            {...fieldAria(`verifier-${name}`, problem(name), true)}
            name={name}
            inputMode="decimal"
            autoComplete="off"
            defaultValue={(settings ? settings[name] : initial) ?? ''}
            className="tabular-nums"
          />
        </Field>
      ))}
    </div>
  );
  const hasFineProblem = FINE_FIELDS.some(({ name }) => problem(name) !== null);
  return (
    <form onSubmit={submit} className="grid gap-4">
      <VerifierKinds kind={kind} onChange={setKind} />
      <Field id="verifier-url" label="Address" hint={KINDS[kind].urlHint} error={problem('url')}>
        <Input
          {...fieldAria('verifier-url', problem('url'), true)}
          name="url"
          inputMode="url"
          required
          autoComplete="off"
          spellCheck={false}
          placeholder={KINDS[kind].example}
          defaultValue={settings?.url ?? ''}
          className="font-mono text-xs"
        />
      </Field>
      <div className="grid grid-cols-2 items-start gap-x-3">
        <Field id="verifier-model" label="Model" hint={KINDS[kind].modelHint} error={problem('model')}>
          <Input
            {...fieldAria('verifier-model', problem('model'), true)}
            name="model"
            required={kind === 'judge'}
            autoComplete="off"
            spellCheck={false}
            dir="auto"
            defaultValue={settings?.model ?? ''}
          />
        </Field>
        <Field
          id="verifier-secret"
          label="API key"
          hint={hasSecret ? 'Leave it empty to keep what is stored.' : 'Sent as a bearer token. May be empty.'}
          error={fieldProblem(outcome, '/secret')}
        >
          <Input
            {...fieldAria('verifier-secret', fieldProblem(outcome, '/secret'), true)}
            name="secret"
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder={hasSecret ? 'unchanged' : ''}
            className="font-mono text-xs"
          />
        </Field>
      </div>
      {numbers(LIMIT_FIELDS)}
      <Disclosure title="Weight and batches" isOpen={hasFineProblem} className="text-sm">
        <div className="mt-3">{numbers(FINE_FIELDS)}</div>
      </Disclosure>
      <FormAlert>{formProblem(outcome, SHOWN_PATHS)}</FormAlert>
      <DialogFooter className="mt-0">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Save
        </Button>
      </DialogFooter>
    </form>
  );
}
