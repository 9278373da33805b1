// Job `count-days`: in every project, days whose runs have changed are counted anew.
import { countDays } from '@/lib/data/count-days';
import { listProjectIds } from '@/lib/data/project-ids';

export async function countAllDays(): Promise<void> {
  for (const projectId of await listProjectIds()) await countDays(projectId);
}
