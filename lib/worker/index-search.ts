// Job `index-search`: in every project, runs that were settled before there were search keys get theirs. Nothing to do once it is through.
import { indexSearchPage } from '@/lib/data/find/index-search';
import { listProjectIds } from '@/lib/data/project-ids';

export async function indexAllSearch(): Promise<void> {
  for (const projectId of await listProjectIds()) {
    let isDone = false;
    while (!isDone) isDone = await indexSearchPage(projectId);
  }
}
