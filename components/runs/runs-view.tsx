'use client';
import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { VirtualTable } from '@/components/table/virtual-table';
import { Button } from '@/components/ui/button';
import { RUN_SORTS } from '@/lib/domain/run/run-query';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';
import { runsColumns } from './runs-columns';

export type LoadRuns = (
  cursor: string,
) => Promise<{ ok: true; runs: RunSummary[]; nextCursor: string | null } | { ok: false; message: string }>;

interface RunsViewProps {
  project: string;
  runs: RunSummary[];
  nextCursor: string | null;
  sort: string;
  loadMore: LoadRuns;
}

/** The list itself: the first page came with the document, the others follow when the end comes near. */
export function RunsView({ project, runs: first, nextCursor, sort, loadMore }: RunsViewProps) {
  const router = useRouter();
  const [runs, setRuns] = useState(first);
  const [cursor, setCursor] = useState(nextCursor);
  const [refusal, setRefusal] = useState<string | null>(null);
  const columns = useMemo(() => runsColumns(project), [project]);

  const more = useCallback(async () => {
    if (cursor === null) return;
    setRefusal(null);
    const page = await loadMore(cursor).catch(() => ({
      ok: false as const,
      message: 'More runs could not be loaded. See that you are online.',
    }));
    if (!page.ok) return setRefusal(page.message);
    setRuns((before) => [...before, ...page.runs]);
    setCursor(page.nextCursor);
  }, [cursor, loadMore]);

  const onSort = (wanted: string | null) => {
    const search = new URLSearchParams(window.location.search);
    if (wanted !== null && (RUN_SORTS as readonly string[]).includes(wanted) && wanted !== RUN_SORTS[0]) search.set('sort', wanted);
    else search.delete('sort');
    router.push(`?${search}`);
  };

  return (
    <>
      <VirtualTable
        label="Runs"
        columns={columns}
        rows={runs}
        rowId={(run) => run.runId}
        sort={{ current: sort, onSort }}
        onEnd={more}
        onOpen={(run) => router.push(paths.run(project, run.runId))}
      />
      <p role="status" className="flex min-h-8 items-center gap-2 border-border border-t px-4 text-muted-foreground text-xs">
        {refusal ? (
          <>
            {refusal}
            <Button size="xs" onClick={more}>
              Try again
            </Button>
          </>
        ) : cursor === null ? (
          `${formatCount(runs.length, 'run')}, all that match`
        ) : (
          `${formatCount(runs.length, 'run')} so far, more below`
        )}
      </p>
    </>
  );
}
