import type { Metadata } from 'next';
import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import type { Suggestions } from '@/components/queue/condition-rows';
import { RulesEditor } from '@/components/queue/rules-editor';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { findingCodes } from '@/lib/checks/registry';
import { getQueue } from '@/lib/data/queues/queues';
import { listRunFacets } from '@/lib/data/runs/run-facets';
import { can } from '@/lib/domain/policy';
import { RUN_STATES } from '@/lib/domain/run/run-query';
import { paths } from '@/lib/paths';
import { backfillAction, previewRulesAction, saveQueueAction } from './actions';

export const metadata: Metadata = { title: 'Rules' };

export default async function RulesPage({ params }: { params: Promise<{ project: string; queue: string }> }) {
  const { project, queue: segment } = await params;
  const name = decodeURIComponent(segment);
  const viewer = await requireViewer(project);
  if (!can(viewer, 'queue.edit')) notFound();
  const queue = await orNotFound(getQueue(viewer, name));
  const facets = await listRunFacets(viewer);
  const suggestions: Suggestions = {
    ...facets,
    code: findingCodes().map(({ code, title }) => ({ value: code, title })),
    state: RUN_STATES.map((value) => ({ value })),
  };
  return (
    <div className="mx-auto grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-5 px-5 py-4">
      <PageHeader
        title={`Rules of ${queue.title}`}
        description="Every change is recorded in the trail. A preview looks at the newest checked runs and changes nothing."
        actions={
          <Link
            href={paths.queue(project, { queue: name })}
            className="inline-flex min-h-6 items-center gap-0.5 text-muted-foreground hover:text-foreground"
          >
            <ChevronLeft aria-hidden className="size-4" /> Back to the queue
          </Link>
        }
      />
      <RulesEditor
        project={project}
        queue={queue}
        suggestions={suggestions}
        actions={{
          preview: previewRulesAction.bind(null, project, name),
          save: saveQueueAction.bind(null, project, name),
          backfill: backfillAction.bind(null, project, name),
        }}
      />
    </div>
  );
}
