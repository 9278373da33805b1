'use client';
import { KeyRound, TriangleAlert } from 'lucide-react';
import { signIn } from 'next-auth/react';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, fieldAria } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type SignInNotice, signInNotice } from '@/lib/auth/sign-in-notice';

interface SignInFormProps {
  next: string;
  notice: SignInNotice | null;
  /** The name of the identity provider; null when none is set up. */
  singleSignOn: string | null;
}

export function SignInForm({ next, notice, singleSignOn }: SignInFormProps) {
  const [shown, setShown] = useState(notice);
  const [busyWith, setBusyWith] = useState<'password' | 'oidc' | null>(null);
  const [isReady, setReady] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => setReady(true), []);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusyWith('password');
    const result = await signIn('credentials', {
      email: form.get('email'),
      password: form.get('password'),
      redirect: false,
      callbackUrl: next,
    }).catch(() => undefined);
    if (result?.ok && !result.error) return window.location.assign(next);
    setBusyWith(null);
    setShown(result ? signInNotice(result.error ?? 'unknown') : UNREACHABLE);
    password.current?.select();
  };

  return (
    <>
      <Notice notice={shown} />
      <form method="post" onSubmit={submit} className="grid gap-4">
        <Field id="email" label="E-mail">
          <Input
            {...fieldAria('email')}
            name="email"
            type="email"
            autoComplete="username"
            required
            maxLength={320}
            autoFocus
            className="h-9"
          />
        </Field>
        <Field id="password" label="Password">
          <Input
            {...fieldAria('password')}
            ref={password}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={1000}
            className="h-9"
          />
        </Field>
        <Button type="submit" variant="primary" size="lg" isBusy={busyWith === 'password'} disabled={!isReady || busyWith !== null}>
          Sign in
        </Button>
      </form>
      {singleSignOn === null ? null : (
        <>
          <p className="my-4 flex items-center gap-3 text-muted-foreground text-xs before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
            or
          </p>
          <Button
            size="lg"
            className="w-full"
            isBusy={busyWith === 'oidc'}
            disabled={!isReady || busyWith !== null}
            onClick={() => {
              setBusyWith('oidc');
              void signIn('oidc', { callbackUrl: next }).catch(() => {
                setBusyWith(null);
                setShown(UNREACHABLE);
              });
            }}
          >
            <KeyRound aria-hidden /> Continue with {singleSignOn}
          </Button>
        </>
      )}
    </>
  );
}

const UNREACHABLE: SignInNotice = { title: 'The server does not answer', detail: 'Check your connection and try again.' };

function Notice({ notice }: { notice: SignInNotice | null }) {
  return (
    <div role="alert">
      {notice ? (
        <div className="mb-4 flex gap-2 rounded-md bg-danger-soft p-3 text-danger">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <div>
            <p className="font-medium">{notice.title}</p>
            <p>{notice.detail}</p>
          </div>
        </div>
      ) : null}
    </div>
  );
}
