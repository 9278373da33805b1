import type { Metadata } from 'next';
import { RunsBar } from '@/components/runs/runs-bar';
import { EmptyProject } from '@/components/connect/empty-project';
import { NoRuns } from '@/components/runs/no-runs';
import { RunsView } from '@/components/runs/runs-view';
import { requireViewer } from '@/lib/auth/viewer';
import { listRuns, type RunPage } from '@/lib/data/runs/runs';
import { listViews } from '@/lib/data/people/saved-views';
import { type Actor, can } from '@/lib/domain/policy';
import type { RunQuery } from '@/lib/domain/run/run-query';
import { readRunQuery, runQueryText } from '@/lib/domain/run/run-query-text';
import { paths } from '@/lib/paths';
import { connectMaterial } from '@/app/(desk)/[project]/settings/connect/connect-material';
import { ExpectedError } from '@/lib/errors';
import { chipOptions } from './chip-options';
import { loadRunsAction } from './load-runs-action';
import { removeRunsViewAction, saveRunsViewAction } from './view-actions';

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
  const [{ runs, nextCursor, refusal }, options, views] = await Promise.all([
    listOrRefusal(viewer, canSearch ? query : { ...query, q: undefined }),
    chipOptions(viewer),
    listViews(viewer, 'runs'),
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
        <RunsBar
          action={paths.runs(project)}
          asked={asked}
          options={options}
          canSearch={canSearch}
          views={views.map((view) => ({ ...view, canRemove: view.isOwn || can(viewer, 'queue.edit') }))}
          viewActions={{ save: saveRunsViewAction.bind(null, project), remove: removeRunsViewAction.bind(null, project) }}
        />
        {refusal ? (
          <p role="alert" className="text-danger text-sm">
            {refusal}
          </p>
        ) : null}
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

/** What cannot be listed as asked (too many runs to sort) is said above an empty list. */
async function listOrRefusal(viewer: Actor, query: RunQuery): Promise<RunPage & { refusal: string | null }> {
  try {
    return { ...(await listRuns(viewer, query)), refusal: null };
  } catch (error) {
    if (error instanceof ExpectedError && error.kind === 'invalid') return { runs: [], nextCursor: null, refusal: error.message };
    throw error;
  }
}
