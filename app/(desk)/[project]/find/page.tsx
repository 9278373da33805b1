import { SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { FoundRuns } from '@/components/runs/found-runs';
import { EmptyState } from '@/components/ui/empty-state';
import { PlainText } from '@/components/evidence/plain-text';
import { requireViewer } from '@/lib/auth/viewer';
import { lookup } from '@/lib/data/run-lookup';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'Find a run' };

interface FindPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<{ id?: string | string[] }>;
}

export default async function FindPage({ params, searchParams }: FindPageProps) {
  const { project } = await params;
  const viewer = await requireViewer(project);
  const id = ([(await searchParams).id].flat()[0] ?? '').trim();
  const { matches, closest } = await lookup(viewer, id);
  const [only] = matches;
  if (only && matches.length === 1) redirect(paths.run(project, only.runId, { step: only.stepId }));
  if (matches.length > 1) {
    return (
      <div className="mx-auto grid max-w-3xl gap-3 p-6">
        <h1 className="font-semibold text-lg">
          {matches.length} runs belong to <PlainText text={id} className="font-mono" />
        </h1>
        <FoundRuns project={project} runs={matches} label="Runs with this ID" />
      </div>
    );
  }
  return (
    <div className="mx-auto grid max-w-3xl gap-3 p-6">
      <h1 className="sr-only">Find a run</h1>
      <EmptyState icon={SearchX} title={id === '' ? 'Which run?' : 'No run has this ID'} className="py-8">
        {id === '' ? (
          'Type an ID of a run, trace, span, session, item or request into the box above.'
        ) : (
          <>
            <PlainText text={id} className="break-all font-mono" /> is no run, trace, span, session, item or request ID of this project. A
            traced run can be found as soon as its first span has arrived.
          </>
        )}
      </EmptyState>
      {closest.length > 0 ? (
        <>
          <h2 className="font-medium text-sm">Did you mean one of these?</h2>
          <FoundRuns project={project} runs={closest} label="Runs with a similar ID" />
        </>
      ) : null}
    </div>
  );
}
