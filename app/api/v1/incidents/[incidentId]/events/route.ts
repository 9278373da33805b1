import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { requireIdempotencyKey } from '@/lib/data/idempotency';
import { noteIncident } from '@/lib/data/incidents/incident-change';
import { listIncidentEvents } from '@/lib/data/incidents/incidents';
import { incidentEventResponse } from '@/lib/domain/incident/incident-response';

export const GET = apiRoute<{ incidentId: string }>(async (request, { incidentId }) => {
  const actor = await requireApiActor(request, 'incident.read');
  return Response.json({ events: (await listIncidentEvents(actor, incidentId)).map(incidentEventResponse) });
});

export const POST = apiRoute<{ incidentId: string }>(async (request, { incidentId }) => {
  const actor = await requireApiActor(request, 'incident.edit');
  const key = requireIdempotencyKey(request.headers.get('idempotency-key'));
  return Response.json(await noteIncident(actor, incidentId, await readJson(request, z.unknown()), key), { status: 201 });
});
