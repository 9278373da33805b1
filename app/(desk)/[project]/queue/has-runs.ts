import 'server-only';
import { listRuns } from '@/lib/data/runs/runs';
import type { Actor } from '@/lib/domain/policy';

/** Whether the project has received any run yet. */
export async function hasRuns(viewer: Actor): Promise<boolean> {
  const { runs } = await listRuns(viewer, { sort: '-started_at', limit: 1 });
  return runs.length > 0;
}
