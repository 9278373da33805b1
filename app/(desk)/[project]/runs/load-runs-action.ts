'use server';
import { listRuns } from '@/lib/data/runs/runs';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { readRunQuery } from '@/lib/domain/run/run-query-text';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { ExpectedError } from '@/lib/errors';

type MoreRuns = { ok: true; runs: RunSummary[]; nextCursor: string | null } | { ok: false; message: string };

/** The next page of the list that `search` (the query of the address) names. */
export async function loadRunsAction(project: string, search: string, cursor: string): Promise<MoreRuns> {
  const viewer = await requireActionViewer(project);
  try {
    const page = await listRuns(viewer, { ...readRunQuery(new URLSearchParams(search)).query, cursor: String(cursor) });
    return { ok: true, ...page };
  } catch (error) {
    if (error instanceof ExpectedError) return { ok: false, message: error.message };
    throw error;
  }
}
