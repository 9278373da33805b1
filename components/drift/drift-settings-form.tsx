'use client';
import { type SubmitEvent } from 'react';
import { type ActionOutcome, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { FormAlert } from '@/components/ui/form-alert';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { toast } from '@/components/ui/toast';
import { DRIFT_DIMENSIONS } from '@/lib/domain/drift/drift-dimension';
import type { DriftSettings } from '@/lib/domain/drift/drift-settings';

interface DriftSettingsFormProps {
  settings: DriftSettings;
  hasSecret: boolean;
  save: (input: { settings: DriftSettings; secret: string | null }) => Promise<ActionOutcome>;
}

const NUMBERS = [
  ['level', 'Quiet weeks with a false alarm, at most', 'share, 0.05 is one in twenty', '0.001'],
  ['min_effect', 'Least effect', 'Cramér’s V; smaller changes never count', '0.01'],
  ['min_cases', 'Least cases in each window', 'fewer are not tested', '1'],
  ['current_days', 'Days that are tested', 'ending yesterday', '1'],
  ['reference_days', 'Days they are held against', 'whole weeks compare like weekdays', '1'],
  ['audit_share', 'Share sampled while an alarm is young', 'of the runs of its slice', '0.01'],
  ['audit_days', 'Days for which it is sampled', '', '1'],
] as const;

/** What raises an alarm and what an alarm does. */
export function DriftSettingsForm({ settings, hasSecret, save }: DriftSettingsFormProps) {
  const { isBusy, outcome, run } = useAction(save, { onDone: () => toast.success('Saved.') });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const numbers = Object.fromEntries(NUMBERS.map(([name]) => [name, Number(form.get(name))]));
    const secret = String(form.get('secret') ?? '');
    run({
      settings: {
        ...settings,
        ...numbers,
        is_on: form.get('is_on') !== null,
        dimensions: form.getAll('dimensions').map(String),
        audit_queue: String(form.get('audit_queue') ?? '').trim(),
        webhook_url: String(form.get('webhook_url') ?? '').trim(),
      },
      secret: secret === '' ? null : secret,
    });
  };
  return (
    <form onSubmit={submit} className="grid gap-4 pt-3">
      <Tick name="is_on" isOn={settings.is_on} label="Test every day and raise alarms" />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {NUMBERS.map(([name, label, hint, step]) => (
          <Field key={name} name={name} label={label} hint={hint}>
            <Input id={`drift-${name}`} name={name} type="number" step={step} defaultValue={settings[name]} required />
          </Field>
        ))}
        <Field name="audit_queue" label="Queue that is sampled into" hint="empty: none">
          <Input id="drift-audit_queue" name="audit_queue" defaultValue={settings.audit_queue} />
        </Field>
        <Field name="webhook_url" label="Webhook" hint="told about each alarm, with retries">
          <Input id="drift-webhook_url" name="webhook_url" type="url" placeholder="https://" defaultValue={settings.webhook_url} />
        </Field>
        <Field
          name="secret"
          label="Secret that signs it"
          hint={hasSecret ? 'one is stored; leave empty to keep it' : 'Standard Webhooks, HMAC-SHA256'}
        >
          <Input id="drift-secret" name="secret" type="password" autoComplete="off" />
        </Field>
      </div>
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">What may raise an alarm</legend>
        <div className="grid gap-1.5 sm:grid-cols-3 lg:grid-cols-4">
          {DRIFT_DIMENSIONS.map(({ key, title }) => (
            <Tick key={key} name="dimensions" value={key} isOn={settings.dimensions.includes(key)} label={title} />
          ))}
        </div>
      </fieldset>
      <FormAlert>{formProblem(outcome, [])}</FormAlert>
      <div>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Save
        </Button>
      </div>
    </form>
  );
}

function Field({ name, label, hint, children }: { name: string; label: string; hint: string; children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-1">
      <Label htmlFor={`drift-${name}`}>{label}</Label>
      {children}
      {hint === '' ? null : <p className="text-muted-foreground text-xs">{hint}</p>}
    </div>
  );
}

function Tick({ name, value, isOn, label }: { name: string; value?: string; isOn: boolean; label: string }) {
  const id = `drift-${name}-${value ?? 'on'}`;
  return (
    <div className="flex items-center gap-2">
      <input id={id} type="checkbox" name={name} value={value ?? 'on'} defaultChecked={isOn} className="size-4 accent-primary" />
      <Label htmlFor={id}>{label}</Label>
    </div>
  );
}
