import type { Metadata } from 'next';
import Link from 'next/link';
import { CauseDetail } from '@/components/incidents/cause-detail';
import { CauseList } from '@/components/incidents/cause-list';
import { QueueButton } from '@/components/incidents/queue-button';
import { WindowChoice } from '@/components/incidents/window-choice';
import { EmptyState } from '@/components/ui/empty-state';
import { requireViewer } from '@/lib/auth/viewer';
import { getBlastRadius } from '@/lib/data/incidents/blast-radius';
import { getKeyBindings } from '@/lib/data/people/key-bindings';
import { blastPageQuerySchema } from '@/lib/domain/incident/blast-response';
import { can } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { previewQueueingAction, startQueueingAction } from './blast-actions';
import { queueMaterial } from './queue-material';

interface BlastPageProps {
  params: Promise<{ project: string; runId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: BlastPageProps): Promise<Metadata> {
  return { title: `Blast radius of ${decodeURIComponent((await params).runId)}` };
}

export default async function BlastPage({ params, searchParams }: BlastPageProps) {
  const { project, runId } = await params;
  const viewer = await requireViewer(project);
  const id = decodeURIComponent(runId);
  const { days, key } = blastPageQuerySchema.parse(await searchParams);
  const blast = await orNotFound(getBlastRadius(viewer, id, { days: days === 'all' ? null : days, key }));
  const { chosen } = blast;
  const hrefOf = (change: { days?: number | null; key?: string }) =>
    paths.blast(project, id, {
      days: (change.days === undefined ? days : (change.days ?? 'all')) as string,
      key: change.key ?? chosen?.cause.key,
    });
  return (
    <div className="mx-auto grid max-w-[96rem] grid-cols-[minmax(0,1fr)] gap-4 p-5">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0">
          <h1 className="font-semibold text-lg">Blast radius</h1>
          <p className="text-muted-foreground text-sm">
            Other runs that share something with{' '}
            <Link href={paths.run(project, id)} className="break-all font-mono text-link text-xs hover:underline">
              {id}
            </Link>
            , from the time before it until now.
          </p>
        </div>
        <WindowChoice days={blast.window.days} hrefOf={(choice) => hrefOf({ days: choice })} />
      </header>
      {blast.causes.length === 0 ? (
        <EmptyState title="This run names nothing that others could share">
          No passage, document, prompt version, route or failing step is recorded. See what its trace lacks on the page of the run.
        </EmptyState>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[24rem_minmax(0,1fr)]">
          <div className="grid content-start gap-2">
            <CauseList causes={blast.causes} chosenKey={chosen?.cause.key ?? null} hrefOf={(next) => hrefOf({ key: next })} />
            {blast.passagesLeftOut > 0 ? (
              <p className="px-2.5 text-muted-foreground text-xs">
                {blast.passagesLeftOut} more {blast.passagesLeftOut === 1 ? 'passage' : 'passages'} of this run were not counted: those that
                the answer stands on come first.
              </p>
            ) : null}
          </div>
          {chosen ? (
            <CauseDetail
              project={project}
              chosen={chosen}
              action={
                can(viewer, 'incident.edit') ? (
                  <QueueButton
                    key={chosen.cause.key}
                    material={await queueMaterial(viewer, chosen.cause.cause, blast.window.from)}
                    bindings={await getKeyBindings(viewer)}
                    actions={{ preview: previewQueueingAction.bind(null, project), start: startQueueingAction.bind(null, project, id) }}
                    runHref={paths.run(project, id)}
                  />
                ) : null
              }
            />
          ) : (
            <EmptyState title="No other run shares anything with this one">In this time. Choose a longer one above.</EmptyState>
          )}
        </div>
      )}
    </div>
  );
}
