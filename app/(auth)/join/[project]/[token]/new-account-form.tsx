'use client';
import { KeyRound } from 'lucide-react';
import { signIn } from 'next-auth/react';
import { type SubmitEvent, useState } from 'react';
import { type ActionOutcome, fieldProblem, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Field, fieldAria } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from '@/lib/domain/password-rule';

interface NewAccountFormProps {
  email: string;
  name: string;
  create: (account: { name: string; password: string }) => Promise<ActionOutcome>;
  /** Where to go when in. */
  next: string;
  /** This page, to come back to from the identity provider. */
  here: string;
  singleSignOn: string | null;
}

export function NewAccountForm({ email, name, create, next, here, singleSignOn }: NewAccountFormProps) {
  const [password, setPassword] = useState('');
  const { isBusy, outcome, run } = useAction(create, { onDone: () => void signIn('credentials', { email, password, callbackUrl: next }) });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run({ name: String(new FormData(event.currentTarget).get('name')), password });
  };
  const [nameProblem, passwordProblem] = [fieldProblem(outcome, '/name'), fieldProblem(outcome, '/password')];
  return (
    <>
      <form method="post" onSubmit={submit} className="grid gap-4">
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <Field id="name" label="Your name" error={nameProblem}>
          <Input
            {...fieldAria('name', nameProblem)}
            name="name"
            dir="auto"
            autoComplete="name"
            defaultValue={name}
            required
            maxLength={120}
            className="h-9"
          />
        </Field>
        <Field
          id="password"
          label="Choose a password"
          hint={`At least ${MIN_PASSWORD_CHARACTERS} characters. A few words work well.`}
          error={passwordProblem}
        >
          <Input
            {...fieldAria('password', passwordProblem, true)}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            type="password"
            autoComplete="new-password"
            required
            minLength={MIN_PASSWORD_CHARACTERS}
            maxLength={MAX_PASSWORD_CHARACTERS}
            className="h-9"
          />
        </Field>
        <p role="alert" className="text-danger empty:hidden">
          {formProblem(outcome, ['/name', '/password'])}
        </p>
        <Button type="submit" variant="primary" size="lg" isBusy={isBusy} disabled={outcome?.ok ?? false}>
          Join
        </Button>
      </form>
      {singleSignOn === null ? null : (
        <Button size="lg" onClick={() => void signIn('oidc', { callbackUrl: here })}>
          <KeyRound aria-hidden /> Use {singleSignOn} instead
        </Button>
      )}
    </>
  );
}
