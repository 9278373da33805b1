'use client';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Field, fieldAria } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { isMixedKey } from '@/lib/domain/key-role';
import { SCOPES, type Scope } from '@/lib/domain/policy';
import { type ActionOutcome, fieldProblem, formProblem } from './action-outcome';
import { OneTimeSecret } from './one-time-secret';
import { SCOPE_LINES } from './scope-lines';
import { useAction } from './use-action';

export interface KeyFields {
  name: string;
  scopes: Scope[];
  isPersonal: boolean;
  expiresInDays: number | null;
}
export type CreateKey = (key: KeyFields) => Promise<ActionOutcome<{ text: string }>>;

interface NewKeyFormProps {
  create: CreateKey;
  mayMakeShared: boolean;
  viewerName: string;
}

export function NewKeyForm({ create, mayMakeShared, viewerName }: NewKeyFormProps) {
  const [scopes, setScopes] = useState<Scope[]>(mayMakeShared ? ['ingest', 'read'] : ['read']);
  const [isPersonal, setPersonal] = useState(!mayMakeShared);
  const { isBusy, outcome, run } = useAction(create);
  if (outcome?.ok) return <MadeKey text={outcome.value.text} />;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get('days'));
    run({ name: String(form.get('name')), scopes, isPersonal, expiresInDays: days === 0 ? null : days });
  };
  const [nameProblem, scopeProblem] = [
    fieldProblem(outcome, '/name'),
    scopes.length === 0 ? 'choose at least one' : mixedProblem(scopes, isPersonal),
  ];
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field id="key-name" label="Name" hint="Where it is used: “CI”, “production tracer”." error={nameProblem}>
        <Input {...fieldAria('key-name', nameProblem, true)} name="name" dir="auto" autoComplete="off" required maxLength={80} autoFocus />
      </Field>
      {mayMakeShared ? (
        <Field
          id="key-actor"
          label="Acts as"
          hint={
            isPersonal
              ? 'In your role as it is at the time, and only while you are a member.'
              : 'For tracers and services. Stays when people leave; cannot edit members or settings.'
          }
        >
          <Select
            {...fieldAria('key-actor', null, true)}
            value={isPersonal ? 'me' : 'nobody'}
            onChange={(event) => setPersonal(event.target.value === 'me')}
          >
            <option value="nobody">Nobody: a key of the project</option>
            <option value="me">Me: {viewerName}</option>
          </Select>
        </Field>
      ) : null}
      <ScopeChoice scopes={scopes} onChange={setScopes} problem={scopeProblem} />
      <Field id="key-days" label="Ends">
        <Select {...fieldAria('key-days')} name="days" defaultValue="90">
          <option value="30">in 30 days</option>
          <option value="90">in 90 days</option>
          <option value="365">in a year</option>
          <option value="0">never</option>
        </Select>
      </Field>
      <FormAlert>{formProblem(outcome, ['/name'])}</FormAlert>
      <DialogFooter className="mt-0">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isBusy={isBusy} disabled={scopeProblem !== null}>
          Make the key
        </Button>
      </DialogFooter>
    </form>
  );
}

function ScopeChoice({ scopes, onChange, problem }: { scopes: Scope[]; onChange: (scopes: Scope[]) => void; problem: string | null }) {
  const toggle = (scope: Scope, isOn: boolean) => onChange(SCOPES.filter((each) => (each === scope ? isOn : scopes.includes(each))));
  return (
    <fieldset className="grid gap-2" aria-describedby="scope-problem">
      <legend className="mb-1.5 font-medium">Scopes</legend>
      {SCOPES.map((scope) => (
        <div key={scope} className="flex items-center gap-2">
          <Checkbox id={`scope-${scope}`} checked={scopes.includes(scope)} onCheckedChange={(isOn) => toggle(scope, isOn === true)} />
          <Label htmlFor={`scope-${scope}`} className="font-normal">
            <span className="font-medium">{scope}</span> <span className="text-muted-foreground">· {SCOPE_LINES[scope]}</span>
          </Label>
        </div>
      ))}
      <p id="scope-problem" role="status" className="text-danger text-xs empty:hidden">
        {problem}
      </p>
    </fieldset>
  );
}

function MadeKey({ text }: { text: string }) {
  return (
    <div className="grid gap-3">
      <OneTimeSecret text={text} what="API key" />
      <p className="text-muted-foreground text-sm">
        Copy it now: it is not shown again. Send it as <code className="font-mono text-foreground">Authorization: Bearer …</code>, as{' '}
        <code className="font-mono text-foreground">x-api-key</code>, or as the password of HTTP Basic.
      </p>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      </DialogFooter>
    </div>
  );
}

function mixedProblem(scopes: readonly Scope[], isPersonal: boolean): string | null {
  return !isPersonal && isMixedKey(scopes)
    ? 'A key of nobody reviews, or sends and administers, not both. Make it yours, or make two keys.'
    : null;
}
