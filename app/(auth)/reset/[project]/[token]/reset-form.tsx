'use client';
import { signIn } from 'next-auth/react';
import { type SubmitEvent, useState } from 'react';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Field, fieldAria } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from '@/lib/domain/password-rule';

interface ResetFormProps {
  email: string;
  redeem: (password: string) => Promise<ActionOutcome>;
}

export function ResetForm({ email, redeem }: ResetFormProps) {
  const [password, setPassword] = useState('');
  const { isBusy, outcome, run } = useAction(redeem, { onDone: () => void signIn('credentials', { email, password, callbackUrl: '/' }) });
  const problem = outcome && !outcome.ok ? (outcome.problems[0]?.detail ?? outcome.message) : null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run(password);
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field
        id="password"
        label="New password"
        hint={`At least ${MIN_PASSWORD_CHARACTERS} characters. A few words work well.`}
        error={problem}
      >
        <Input
          {...fieldAria('password', problem, true)}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          type="password"
          autoComplete="new-password"
          required
          minLength={MIN_PASSWORD_CHARACTERS}
          maxLength={MAX_PASSWORD_CHARACTERS}
          className="h-9"
          autoFocus
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" isBusy={isBusy} disabled={outcome?.ok ?? false}>
        Set the password and sign in
      </Button>
    </form>
  );
}
