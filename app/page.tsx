import { Inbox } from 'lucide-react';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { requireSignedIn } from '@/lib/auth/viewer';
import { paths } from '@/lib/paths';

/** To the queue of the project used last, or of the first one. */
export default async function HomePage() {
  const signedIn = await requireSignedIn();
  const project = signedIn.projects.find(({ projectId }) => projectId === signedIn.lastProjectId) ?? signedIn.projects[0];
  if (project) redirect(paths.queue(project.slug));
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <h1 className="sr-only">Countersign</h1>
      <EmptyState
        icon={Inbox}
        title="You are not a member of any project yet"
        action={
          <Button asChild>
            <Link href={paths.account()}>Your account</Link>
          </Button>
        }
      >
        Ask an owner of a project to add {signedIn.email}. This page opens the project’s queue as soon as that is done.
      </EmptyState>
    </main>
  );
}
