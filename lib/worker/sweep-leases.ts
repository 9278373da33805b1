// Job `sweep-leases`: in every project, leases that ran out go back to their queue, or to the leads.
import { sweepLeases } from '@/lib/data/queues/item-sweep';
import { listProjectIds } from '@/lib/data/project-ids';

export async function sweepAllLeases(): Promise<void> {
  for (const projectId of await listProjectIds()) await sweepLeases({ projectId });
}
