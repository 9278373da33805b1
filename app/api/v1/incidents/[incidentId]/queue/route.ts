import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { requireIdempotencyKey } from '@/lib/data/idempotency';
import { queueIncident } from '@/lib/data/incidents/incident-queueing';
import { queueingResponse } from '@/lib/domain/incident/incident-response';

/** 202 while the worker is still at it. */
export const POST = apiRoute<{ incidentId: string }>(async (request, { incidentId }) => {
  const actor = await requireApiActor(request, 'incident.edit');
  const key = requireIdempotencyKey(request.headers.get('idempotency-key'));
  const queueing = await queueIncident(actor, incidentId, await readJson(request, z.unknown()), key);
  return Response.json(queueingResponse(queueing), { status: queueing.state === 'done' ? 200 : 202 });
});
