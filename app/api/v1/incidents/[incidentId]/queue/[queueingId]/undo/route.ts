import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { undoQueueing } from '@/lib/data/incidents/incident-queueing';
import { queueingResponse } from '@/lib/domain/incident/incident-response';

export const POST = apiRoute<{ incidentId: string; queueingId: string }>(async (request, { incidentId, queueingId }) => {
  const actor = await requireApiActor(request, 'incident.edit');
  const queueing = await undoQueueing(actor, incidentId, queueingId);
  return Response.json(queueingResponse(queueing), { status: queueing.state === 'undone' ? 200 : 202 });
});
