'use client';
import { type SubmitEvent, useState } from 'react';
import { type ActionOutcome, fieldProblem, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Field, fieldAria } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { ConnectorKindView, ConnectorRow, SettingField } from '@/lib/domain/connector-view';
import type { ConnectorFields } from './connector-actions';
import { SettingControl } from './setting-control';

interface ConnectorFormProps {
  kind: ConnectorKindView;
  /** Null for a new one. */
  connector: ConnectorRow | null;
  save: (fields: ConnectorFields) => Promise<ActionOutcome>;
  onSaved: () => void;
}

export function ConnectorForm({ kind, connector, save, onSaved }: ConnectorFormProps) {
  const [settings, setSettings] = useState<ConnectorFields['settings']>(() =>
    Object.fromEntries(kind.fields.map(({ name, initial }) => [name, connector?.settings[name] ?? initial])),
  );
  const { isBusy, outcome, run } = useAction(save, {
    onDone: () => {
      toast.success(connector ? 'Saved.' : 'Added. Decisions from now on are sent there.');
      onSaved();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const secret = String(form.get('secret') ?? '');
    run({ name: String(form.get('name')), settings, secret: secret === '' && connector ? null : secret });
  };
  const nameProblem = fieldProblem(outcome, '/name');
  const shownPaths = ['/name', '/secret', ...kind.fields.map(({ name }) => `/settings/${name}`)];
  const control = (field: SettingField) => (
    <SettingControl
      key={field.name}
      field={field}
      value={settings[field.name] ?? field.initial}
      onChange={(value) => setSettings({ ...settings, [field.name]: value })}
      problem={fieldProblem(outcome, `/settings/${field.name}`)}
    />
  );
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field id="connector-name" label="Name" error={nameProblem}>
        <Input
          {...fieldAria('connector-name', nameProblem)}
          name="name"
          dir="auto"
          autoComplete="off"
          required
          maxLength={80}
          defaultValue={connector?.name ?? kind.title}
        />
      </Field>
      {kind.fields.filter(isTyped).map(control)}
      <SecretInput kind={kind} hasStored={connector?.hasSecret ?? false} problem={fieldProblem(outcome, '/secret')} />
      {kind.fields.filter((field) => !isTyped(field)).map(control)}
      <FormAlert>{formProblem(outcome, shownPaths)}</FormAlert>
      <DialogFooter className="mt-0">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {connector ? 'Save' : 'Add'}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** What has to be typed in comes first, the credential with it; choices have good defaults. */
const isTyped = ({ kind }: SettingField) => kind === 'url' || kind === 'text';

function SecretInput({ kind: { secret }, hasStored, problem }: { kind: ConnectorKindView; hasStored: boolean; problem: string | null }) {
  const props = {
    ...fieldAria('connector-secret', problem, true),
    name: 'secret',
    autoComplete: 'off',
    spellCheck: false,
    placeholder: hasStored ? 'unchanged' : '',
    className: 'font-mono text-xs',
  };
  return (
    <Field
      id="connector-secret"
      label={secret.label}
      hint={hasStored ? `${secret.hint} Leave it empty to keep what is stored.` : secret.hint}
      error={problem}
    >
      {secret.isLong ? <Textarea {...props} rows={2} /> : <Input {...props} type="password" required={secret.isRequired && !hasStored} />}
    </Field>
  );
}
