import type { Metadata } from 'next';
import { ListPlus, SlidersHorizontal } from 'lucide-react';
import Link from 'next/link';
import { EmptyProject } from '@/components/connect/empty-project';
import { itemsQuery, queueQuerySchema } from '@/components/queue/queue-query';
import { QueueTabs } from '@/components/queue/queue-tabs';
import { QueueView } from '@/components/queue/queue-view';
import { StartButton } from '@/components/queue/start-button';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { requireViewer } from '@/lib/auth/viewer';
import { getKeyBindings } from '@/lib/data/people/key-bindings';
import { listQueueItems } from '@/lib/data/queues/queue-items';
import { listQueues } from '@/lib/data/queues/queues';
import { listViews } from '@/lib/data/people/saved-views';
import { can } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';
import { hasRuns } from './has-runs';
import { queueActions } from './queue-actions';
import { reviewersOf } from './reviewers-of';
import { connectMaterial } from '@/app/(desk)/[project]/settings/connect/connect-material';

export const metadata: Metadata = { title: 'Queue' };

interface PageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function QueuePage({ params, searchParams }: PageProps) {
  const { project } = await params;
  const query = queueQuerySchema.parse(await searchParams);
  const viewer = await requireViewer(project);
  const queues = await listQueues(viewer);
  const current = queues.find(({ name }) => name === query.queue) ?? queues[0];
  const isEmptyProject = !(await hasRuns(viewer));
  if (isEmptyProject) {
    return (
      <div className="grid h-full">
        <h1 className="sr-only">Queue</h1>
        <EmptyProject {...(await connectMaterial(viewer))} />
      </div>
    );
  }
  if (!current) {
    return (
      <>
        <h1 className="sr-only">Queue</h1>
        <EmptyState icon={ListPlus} title="There is no queue yet">
          Queues are made over the API: PUT /api/v1/queues/&#123;name&#125; with its rules.
        </EmptyState>
      </>
    );
  }
  const first = await listQueueItems(viewer, current.name, itemsQuery(query, null, 100));
  const views = (await listViews(viewer, 'queue')).map((view) => ({ ...view, canRemove: view.isOwn || can(viewer, 'queue.edit') }));
  const actions = queueActions(project);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 items-center gap-2 border-border border-b px-3">
        <h1 className="sr-only">Queue: {current.title}</h1>
        <QueueTabs project={project} tabs={queues} current={current.name} />
        <div className="ms-auto flex shrink-0 items-center gap-1">
          {can(viewer, 'queue.edit') ? (
            <Button asChild variant="ghost" size="sm">
              <Link href={paths.queueRules(project, current.name)}>
                <SlidersHorizontal aria-hidden /> Rules
              </Link>
            </Button>
          ) : null}
          {can(viewer, 'item.review') ? (
            <StartButton
              project={project}
              queue={current.name}
              isEmpty={current.counts.waiting + current.counts.leased === 0}
              start={actions.start}
            />
          ) : null}
        </div>
      </div>
      <QueueView
        key={current.name}
        project={project}
        query={{ ...query, queue: current.name }}
        first={first}
        views={views}
        bindings={await getKeyBindings(viewer)}
        people={can(viewer, 'item.reassign') ? await reviewersOf(viewer) : null}
        actions={actions}
      />
    </div>
  );
}
