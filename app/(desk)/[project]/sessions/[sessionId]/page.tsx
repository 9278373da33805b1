import type { Metadata } from 'next';
import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { SessionRuns } from '@/components/runs/session-runs';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { requireViewer } from '@/lib/auth/viewer';
import { listSessionRuns } from '@/lib/data/runs/session-runs';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';

interface SessionPageProps {
  params: Promise<{ project: string; sessionId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const PAGE_RUNS = 25;

export async function generateMetadata({ params }: SessionPageProps): Promise<Metadata> {
  return { title: `Session ${decodeURIComponent((await params).sessionId)}` };
}

export default async function SessionPage({ params, searchParams }: SessionPageProps) {
  const { project, sessionId } = await params;
  const viewer = await requireViewer(project);
  const id = decodeURIComponent(sessionId);
  const { cursor, run } = await searchParams;
  const after = typeof cursor === 'string' && cursor !== '' ? cursor : undefined;
  const { runs, nextCursor } = await orNotFound(listSessionRuns(viewer, id, { cursor: after, limit: PAGE_RUNS }));
  return (
    <div className="mx-auto grid max-w-4xl gap-3 px-4 py-3">
      <PageHeader
        title="Session"
        description={
          <span className="flex items-center gap-1">
            <PlainText text={id} className="break-all font-mono" />
            <CopyButton text={id} what="session ID" />
            <span>
              {' '}
              {nextCursor || after ? `${formatCount(runs.length, 'run')} on this page` : formatCount(runs.length, 'run')}, in order of time
            </span>
          </span>
        }
        actions={
          <Button variant="outline" size="sm" asChild>
            <Link href={paths.runs(project, { session_id: id })}>As a list</Link>
          </Button>
        }
      />
      <SessionRuns project={project} runs={runs} current={typeof run === 'string' ? run : null} />
      <nav aria-label="Pages of the session" className="flex gap-2">
        {after ? (
          <Button variant="outline" size="sm" asChild>
            <Link href={paths.session(project, id)}>From the beginning</Link>
          </Button>
        ) : null}
        {nextCursor ? (
          <Button variant="outline" size="sm" asChild>
            <Link href={paths.session(project, id, { cursor: nextCursor })}>Later runs</Link>
          </Button>
        ) : null}
      </nav>
    </div>
  );
}
