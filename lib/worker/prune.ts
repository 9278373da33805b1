// Job `prune`: for every project, what has outlived its use.
import { listProjectIds } from '@/lib/data/project-ids';
import { pruneProject } from '@/lib/data/prune';

export async function pruneAll(): Promise<void> {
  for (const projectId of await listProjectIds()) await pruneProject(projectId);
}
