import type { QueueDialogMaterial } from '@/components/incidents/queue-dialog';
import { listIncidentsOfCause } from '@/lib/data/incidents/incidents-of-cause';
import { listQueueNames } from '@/lib/data/queues/queue-names';
import type { IncidentCause } from '@/lib/domain/incident/incident-cause';
import { INCIDENT_QUEUE } from '@/lib/domain/incident/queueing';
import type { Actor } from '@/lib/domain/policy';

/** What the dialog offers: open incidents about the same cause, and queues, that of incidents first. */
export async function queueMaterial(viewer: Actor, cause: IncidentCause, from: string | null): Promise<QueueDialogMaterial> {
  const queues = await listQueueNames(viewer);
  const others = queues.filter(({ name }) => name !== INCIDENT_QUEUE.name);
  const own = queues.find(({ name }) => name === INCIDENT_QUEUE.name) ?? { name: INCIDENT_QUEUE.name, title: INCIDENT_QUEUE.title };
  return { cause, from, incidents: await listIncidentsOfCause(viewer, cause), queues: [own, ...others] };
}
