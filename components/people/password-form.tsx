'use client';
import { type SubmitEvent, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Field, fieldAria } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from '@/lib/domain/password-rule';
import { type ActionOutcome, fieldProblem, formProblem } from './action-outcome';
import { useAction } from './use-action';

interface PasswordFormProps {
  email: string;
  change: (change: { current: string; next: string }) => Promise<ActionOutcome>;
}

export function PasswordForm({ email, change }: PasswordFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { isBusy, outcome, run } = useAction(change, {
    onDone: () => {
      form.current?.reset();
      toast.success('Password changed. All other sessions were signed out.');
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    run({ current: String(sent.get('current')), next: String(sent.get('next')) });
  };
  const [currentProblem, nextProblem] = [fieldProblem(outcome, '/current'), fieldProblem(outcome, '/next')];
  return (
    <Card>
      <CardHeader>
        <CardTitle>Password</CardTitle>
      </CardHeader>
      <CardContent>
        <form ref={form} onSubmit={submit} className="grid max-w-sm gap-3">
          {/* For password managers: which account the new password belongs to. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <Field id="current" label="Present password" error={currentProblem}>
            <Input {...fieldAria('current', currentProblem)} name="current" type="password" autoComplete="current-password" required />
          </Field>
          <Field
            id="next"
            label="New password"
            hint={`At least ${MIN_PASSWORD_CHARACTERS} characters. A few words work well.`}
            error={nextProblem}
          >
            <Input
              {...fieldAria('next', nextProblem, true)}
              name="next"
              type="password"
              autoComplete="new-password"
              required
              minLength={MIN_PASSWORD_CHARACTERS}
              maxLength={MAX_PASSWORD_CHARACTERS}
            />
          </Field>
          <FormAlert>{formProblem(outcome, ['/current', '/next'])}</FormAlert>
          <Button type="submit" isBusy={isBusy} className="justify-self-start">
            Change password
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}
