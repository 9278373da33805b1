// Job `index-inputs`: in every project, runs that were settled before siblings had an index get their rows. Nothing to do once it is through.
import { listProjectIds } from '@/lib/data/project-ids';
import { indexInputsPage } from '@/lib/data/checking/write-run-input';

export async function indexAllInputs(): Promise<void> {
  for (const projectId of await listProjectIds()) {
    let isDone = false;
    while (!isDone) isDone = await indexInputsPage(projectId);
  }
}
