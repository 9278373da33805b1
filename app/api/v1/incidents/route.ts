import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { requireIdempotencyKey } from '@/lib/data/idempotency';
import { createIncident } from '@/lib/data/incidents/incident-change';
import { listIncidents } from '@/lib/data/incidents/incidents';
import { incidentResponse } from '@/lib/domain/incident/incident-response';
import { incidentListSchema } from '@/lib/domain/incident/incident-view';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'incident.read');
  const { incidents, nextCursor } = await listIncidents(actor, readQuery(request, incidentListSchema));
  return Response.json({ incidents: incidents.map(incidentResponse), next_cursor: nextCursor });
});

export const POST = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'incident.edit');
  const key = requireIdempotencyKey(request.headers.get('idempotency-key'));
  const { incidentId, version } = await createIncident(actor, await readJson(request, z.unknown()), key);
  return Response.json({ incident_id: incidentId, version }, { status: 201 });
});
