import type { Metadata } from 'next';
import { RunsFilterBar } from '@/components/runs/runs-filter-bar';
import { EmptyProject } from '@/components/connect/empty-project';
import { NoRuns } from '@/components/runs/no-runs';
import { RunsView } from '@/components/runs/runs-view';
import { requireViewer } from '@/lib/auth/viewer';
import { listRunFacets } from '@/lib/data/run-facets';
import { listRuns } from '@/lib/data/runs';
import { can } from '@/lib/domain/policy';
import { readRunQuery, runQueryText } from '@/lib/domain/run/run-query-text';
import { paths } from '@/lib/paths';
import { connectMaterial } from '@/app/(desk)/[project]/settings/connect/connect-material';
import { loadRunsAction } from './load-runs-action';

export const metadata: Metadata = { title: 'Runs' };

interface RunsPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RunsPage({ params, searchParams }: RunsPageProps) {
  const { project } = await params;
  const viewer = await requireViewer(project);
  const given = Object.entries(await searchParams).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, one] as [string, string]),
  );
  const { query, asked, ignored } = readRunQuery(new URLSearchParams(given));
  const canSearch = can(viewer, 'run.read_raw');
  const [{ runs, nextCursor }, facets] = await Promise.all([
    listRuns(viewer, canSearch ? query : { ...query, q: undefined }),
    listRunFacets(viewer),
  ]);
  const search = runQueryText(asked);
  if (runs.length === 0 && search === '') {
    return (
      <div className="grid h-full">
        <h1 className="sr-only">Runs</h1>
        <EmptyProject {...(await connectMaterial(viewer))} />
      </div>
    );
  }
  return (
    <div className="flex h-full flex-col">
      <div className="grid gap-2 px-4 pt-3 pb-2">
        <h1 className="sr-only">Runs</h1>
        <RunsFilterBar action={paths.runs(project)} asked={asked} facets={facets} canSearch={canSearch} />
        {ignored.length > 0 ? (
          <p role="status" className="text-warning text-xs">
            Not filters of this list, left out: {ignored.join(', ')}.
          </p>
        ) : null}
      </div>
      {runs.length === 0 ? (
        <NoRuns project={project} />
      ) : (
        <RunsView
          key={search}
          project={project}
          runs={runs}
          nextCursor={nextCursor}
          sort={query.sort}
          loadMore={loadRunsAction.bind(null, project, search)}
        />
      )}
    </div>
  );
}
