// Job `count-runs`: every minute, the runs that have changed are counted into their days; runs from before counting began as well. Then
// what is kept by day is made anew for those days.
import { countDays } from '@/lib/data/insights/count-days';
import { countMarkedRuns, markOldRuns } from '@/lib/data/insights/drift-count';
import { listProjectIds } from '@/lib/data/project-ids';
import { log } from '@/lib/log';
import { jobError } from './job-error';

/** After that the next minute goes on: one project that is filled with old runs holds up the others no longer. */
const PROJECT_MS = 20_000;

export async function countRuns(): Promise<void> {
  for (const projectId of await listProjectIds()) {
    try {
      await countProject(projectId, Date.now() + PROJECT_MS);
      await countDays(projectId);
    } catch (error) {
      log.error({ projectId, error: jobError(error) }, 'runs of a project could not be counted; it is tried again in a minute');
    }
  }
}

async function countProject(projectId: string, endAtMs: number): Promise<void> {
  while (Date.now() < endAtMs) {
    if ((await countMarkedRuns(projectId)) > 0) continue;
    if (!(await markOldRuns(projectId))) return;
  }
}
