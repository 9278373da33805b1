// Job `queue-incident-runs`: puts the runs of an incident into a queue, or takes them out again, a page at a time until the end.
import { z } from 'zod';
import { workOnQueueing } from '@/lib/data/incidents/queueing-work';

const payloadSchema = z.object({ projectId: z.uuid(), queueingId: z.uuid() });

export async function queueIncidentRuns(payload: unknown): Promise<void> {
  const { projectId, queueingId } = payloadSchema.parse(payload);
  await workOnQueueing(projectId, queueingId, Number.POSITIVE_INFINITY);
}
