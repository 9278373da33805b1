// Job `test-drift`: every hour, projects whose day before has not been tested yet; what is still to be counted is counted first.
import { countMarkedRuns } from '@/lib/data/insights/drift-count';
import { testDrift } from '@/lib/data/insights/drift-test';
import { listProjectIds } from '@/lib/data/project-ids';
import { log } from '@/lib/log';
import { jobError } from './job-error';

const COUNT_MS = 60_000;

export async function testAllDrift(): Promise<void> {
  for (const projectId of await listProjectIds()) {
    try {
      const endAtMs = Date.now() + COUNT_MS;
      while (Date.now() < endAtMs && (await countMarkedRuns(projectId)) > 0);
      const raised = await testDrift(projectId);
      if (raised) log.info({ projectId, raised }, 'drift alarms were raised');
    } catch (error) {
      log.error({ projectId, error: jobError(error) }, 'drift of a project could not be tested; it is tried again in an hour');
    }
  }
}
