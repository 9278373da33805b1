// The run of an address; where there is none, the page that looks for it by any other id and names the closest.
import 'server-only';
import { redirect } from 'next/navigation';
import { getRun } from '@/lib/data/runs/run-detail';
import type { Actor } from '@/lib/domain/policy';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import { ExpectedError } from '@/lib/errors';
import { paths } from '@/lib/paths';

export async function findRunOrAsk(viewer: Actor, runId: string, asOf: Date | null): Promise<RunDetail> {
  try {
    return await getRun(viewer, runId, { asOf, isNarrow: true, isCut: true });
  } catch (error) {
    if (error instanceof ExpectedError && error.kind === 'not_found') redirect(paths.find(viewer.projectSlug, runId));
    throw error;
  }
}
