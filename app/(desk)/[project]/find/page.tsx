import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { FoundNothing } from '@/components/find/found-nothing';
import { FoundPhrase } from '@/components/find/found-phrase';
import { FoundRuns } from '@/components/runs/found-runs';
import { PlainText } from '@/components/evidence/plain-text';
import { requireViewer } from '@/lib/auth/viewer';
import { findRuns } from '@/lib/data/find/find-runs';
import { lookup } from '@/lib/data/runs/run-lookup';
import { can } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'Find a run' };

interface FindPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<{ id?: string | string[]; cursor?: string | string[] }>;
}

/** An id goes before words: what names one run opens it. */
export default async function FindPage({ params, searchParams }: FindPageProps) {
  const { project } = await params;
  const viewer = await requireViewer(project);
  const given = await searchParams;
  const asked = ([given.id].flat()[0] ?? '').trim();
  const cursor = [given.cursor].flat()[0];
  const { matches, closest } = await lookup(viewer, asked);
  const [only] = matches;
  if (only && matches.length === 1) redirect(paths.run(project, only.runId, { step: only.stepId }));
  const canSearch = can(viewer, 'run.read_raw');
  const page = matches.length === 0 && canSearch && asked !== '' ? await findRuns(viewer, asked, cursor ? { cursor } : {}) : null;
  return (
    <div className="mx-auto grid max-w-4xl gap-3 p-6">
      {matches.length > 1 ? (
        <>
          <h1 className="font-semibold text-lg">
            {matches.length < 50 ? matches.length : 'The newest 50'} runs of <PlainText text={asked} className="font-mono" />
          </h1>
          {matches.some(({ kind }) => kind === 'session') ? (
            <Link href={paths.session(project, asked)} className="w-fit text-link text-sm underline-offset-2 hover:underline">
              Read them as one conversation
            </Link>
          ) : null}
          <FoundRuns project={project} runs={matches} label="Runs with this ID" />
        </>
      ) : page && (page.hits.length > 0 || page.nextCursor !== null || cursor) ? (
        <FoundPhrase project={project} asked={asked} page={page} isOlder={cursor !== undefined} />
      ) : (
        <FoundNothing project={project} asked={asked} closest={closest} canSearch={canSearch} isIndexing={page?.isIndexing ?? false} />
      )}
    </div>
  );
}
