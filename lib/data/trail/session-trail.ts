// Sign-ins and what else concerns a whole account go into the trail of every project that the person belongs to.
import 'server-only';
import { globalDatabase, withProject } from '@/lib/data/database';
import { appendTrail } from './trail';
import type { TrailRecord } from './trail';

/** Appends the record to the trail of each of the person's projects: one transaction a project, since one transaction sees one. */
export async function recordForPerson(userId: string, record: TrailRecord): Promise<void> {
  const memberships = await globalDatabase().membership.findMany({ where: { userId }, select: { projectId: true } });
  for (const { projectId } of memberships) await withProject(projectId, (tx) => appendTrail(tx, projectId, [record]));
}
