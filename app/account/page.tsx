import type { Metadata } from 'next';
import Link from 'next/link';
import { PasswordForm } from '@/components/people/password-form';
import { RenameForm } from '@/components/people/rename-form';
import { roleTitle } from '@/components/people/role-options';
import { SessionTable } from '@/components/people/session-table';
import { SignOutButton } from '@/components/people/sign-out-button';
import { Mark } from '@/components/shell/mark';
import { PageHeader } from '@/components/shell/page-header';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { requireSignedIn } from '@/lib/auth/viewer';
import { hasPassword, listSessions } from '@/lib/data/people/account';
import { paths } from '@/lib/paths';
import { changeNameAction, changePasswordAction, endOtherSessionsAction, endSessionAction } from './account-actions';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const signedIn = await requireSignedIn();
  const [sessions, isPasswordKnown] = await Promise.all([listSessions(signedIn), hasPassword(signedIn)]);
  return (
    <div className="min-h-dvh">
      <header className="flex h-11 items-center gap-3 border-border border-b bg-sidebar px-3">
        <Link href={paths.home()} className="inline-flex h-7 items-center gap-2 rounded-md px-1.5 font-semibold text-sm hover:bg-accent">
          <Mark /> Countersign
        </Link>
      </header>
      <main className="mx-auto grid w-full max-w-3xl gap-5 px-4 py-6">
        <PageHeader title="Account" description={signedIn.email} actions={<SignOutButton next={paths.signIn()} />} />
        <Card>
          <CardContent>
            <RenameForm name={signedIn.name} label="Name, as others see it" rename={changeNameAction} />
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>Projects</CardTitle>
          </CardHeader>
          <ul className="divide-y divide-border">
            {signedIn.projects.map((project) => (
              <li key={project.projectId} className="flex min-h-10 items-center gap-3 px-4">
                <Link href={paths.queue(project.slug)} className="min-w-0 truncate font-medium hover:underline" dir="auto">
                  {project.name}
                </Link>
                <span className="text-muted-foreground">{roleTitle(project.role)}</span>
                <Link
                  href={paths.keys(project.slug)}
                  aria-label={`API keys for ${project.name}`}
                  className="ms-auto shrink-0 text-link hover:underline"
                >
                  API keys
                </Link>
              </li>
            ))}
            {signedIn.projects.length === 0 ? (
              <li className="px-4 py-3 text-muted-foreground">None yet. Ask an owner of a project for an invitation.</li>
            ) : null}
          </ul>
        </Card>
        {isPasswordKnown ? <PasswordForm email={signedIn.email} change={changePasswordAction} /> : null}
        <SessionTable sessions={sessions} end={endSessionAction} endOthers={endOtherSessionsAction} />
      </main>
    </div>
  );
}
