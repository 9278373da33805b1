import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { Card } from '@/components/ui/card';
import { safeNextPath } from '@/lib/auth/next-path';
import { isOidcConfigured } from '@/lib/auth/oidc-provider';
import { signInNotice } from '@/lib/auth/sign-in-notice';
import { findViewer } from '@/lib/auth/viewer';
import { hasAnySession } from '@/lib/data/people/sessions';
import { env } from '@/lib/env';
import { SignInForm } from './sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

const text = z.string().max(2000).optional().catch(undefined);
const querySchema = z.object({ next: text, callbackUrl: text, error: text });

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = querySchema.parse(await searchParams);
  const next = safeNextPath(query.next ?? query.callbackUrl);
  if (await findViewer()) redirect(next);
  const isFirstTime = !(await hasAnySession());
  return (
    <Card className="p-6 shadow-raised">
      <h1 className="mb-4 font-semibold text-lg">Sign in</h1>
      <SignInForm next={next} notice={signInNotice(query.error)} singleSignOn={isOidcConfigured() ? env().COUNTERSIGN_OIDC_NAME : null} />
      {isFirstTime ? (
        <p className="mt-5 border-border border-t pt-4 text-muted-foreground text-xs">
          First time here? The e-mail and password of the owner were printed when Countersign started, and are kept in{' '}
          <code className="font-mono text-foreground">first-run.txt</code> in its data folder.
        </p>
      ) : null}
    </Card>
  );
}
