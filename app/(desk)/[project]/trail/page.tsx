import { ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { AuditorGuide } from '@/components/trail/auditor-guide';
import { EntryDetail } from '@/components/trail/entry-detail';
import { TrailFilterBar } from '@/components/trail/trail-filter-bar';
import { TrailHead } from '@/components/trail/trail-head';
import { TrailList } from '@/components/trail/trail-list';
import { EmptyState } from '@/components/ui/empty-state';
import { requireViewer } from '@/lib/auth/viewer';
import { countTrailTypes, listTrailEntries } from '@/lib/data/trail/trail-entries';
import { getTrailStanding } from '@/lib/data/trail/trail-standing';
import { can } from '@/lib/domain/policy';
import { trailQuerySchema } from '@/lib/domain/trail/trail-query';
import { paths, withQuery } from '@/lib/paths';
import { readTrailQuery } from './read-trail-query';

export const metadata: Metadata = { title: 'Trail' };

interface TrailPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TrailPage({ params, searchParams }: TrailPageProps) {
  const { project } = await params;
  const viewer = await requireViewer(project);
  if (!can(viewer, 'trail.read')) notFound();
  const { query, asked, entry } = readTrailQuery(await searchParams);
  const [page, types, standing] = await Promise.all([listTrailEntries(viewer, query), countTrailTypes(viewer), getTrailStanding(viewer)]);
  const chosen = entry === null ? null : (page.entries.find(({ index }) => index === entry) ?? (await entryAt(viewer, entry)));
  const { order: _, ...filter } = asked;
  const cursor = query.cursor;
  return (
    <div className="flex h-full flex-col">
      <div className="grid gap-3 px-4 pt-3 pb-2">
        <TrailHead
          entryCount={standing.entryCount}
          signedSize={standing.signedSize}
          signedAt={standing.checkpoint?.createdAt ?? null}
          bundleHref={can(viewer, 'trail.export') ? withQuery('/api/v1/trail/bundle', { ...filter, project }) : null}
          checkpointHref={withQuery('/api/v1/trail/checkpoint', { project })}
          guideHref={paths.trail(project, asked)}
        />
        <TrailFilterBar action={paths.trail(project)} asked={asked} types={types} people={standing.people} />
      </div>
      <div className="grid min-h-0 flex-1 border-border border-t lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
        <div className="thin-scroll min-h-0 overflow-y-auto border-border border-e">
          {page.entries.length === 0 ? (
            <EmptyState icon={ScrollText} title="No entry matches">
              Take a filter away. Everything that happens in this project is recorded, so an empty answer means that it did not happen.
            </EmptyState>
          ) : (
            <TrailList
              entries={page.entries}
              selected={chosen ? String(chosen.index) : null}
              hrefOf={(index) => paths.trail(project, { ...asked, cursor, entry: index })}
            />
          )}
          {page.nextCursor || cursor ? (
            <nav aria-label="Pages" className="flex gap-4 border-border border-t px-4 py-2 text-sm">
              {cursor ? (
                <Link href={paths.trail(project, asked)} className="text-link hover:underline">
                  Back to the first page
                </Link>
              ) : null}
              {page.nextCursor ? (
                <Link href={paths.trail(project, { ...asked, cursor: page.nextCursor })} className="ms-auto text-link hover:underline">
                  Further entries
                </Link>
              ) : null}
            </nav>
          ) : null}
        </div>
        <div className="thin-scroll min-h-0 overflow-y-auto">
          {chosen ? (
            <EntryDetail project={project} entry={chosen} />
          ) : (
            <AuditorGuide verifierKeys={standing.verifierKeys} signedSize={String(standing.signedSize)} />
          )}
        </div>
      </div>
    </div>
  );
}

/** An entry that is not on this page of the list: a link from a run leads to it. */
async function entryAt(viewer: Awaited<ReturnType<typeof requireViewer>>, index: bigint) {
  const { entries } = await listTrailEntries(viewer, trailQuerySchema.parse({ from: String(index), to: String(index + 1n), limit: 1 }));
  return entries[0] ?? null;
}
