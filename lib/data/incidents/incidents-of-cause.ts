// Incidents about one cause that are not closed: what a new asking should join rather than open a second one.
import 'server-only';
import type { IncidentCause } from '@/lib/domain/incident/incident-cause';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';

const MAX_INCIDENTS = 20;

/** The newest first. */
export async function listIncidentsOfCause(actor: Actor, cause: IncidentCause): Promise<{ incidentId: string; title: string }[]> {
  if (!can(actor, 'incident.read')) throw forbidden('see incidents');
  const { projectId } = actor;
  return withProject(projectId, (tx) =>
    tx.incident.findMany({
      where: { projectId, cause: { equals: cause }, status: { in: ['candidate', 'open', 'contained'] } },
      orderBy: { createdAt: 'desc' },
      take: MAX_INCIDENTS,
      select: { incidentId: true, title: true },
    }),
  );
}
