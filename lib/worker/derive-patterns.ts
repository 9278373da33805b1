// Job `derive-patterns`: in every project, runs that were checked before patterns were kept get theirs. Nothing to do once it is through.
import { derivePatternsPage } from '@/lib/data/insights/derive-patterns';
import { listProjectIds } from '@/lib/data/project-ids';

export async function deriveAllPatterns(): Promise<void> {
  for (const projectId of await listProjectIds()) {
    let isDone = false;
    while (!isDone) isDone = await derivePatternsPage(projectId);
  }
}
