import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { changeIncident } from '@/lib/data/incidents/incident-change';
import { getIncident } from '@/lib/data/incidents/incidents';
import { incidentDetailResponse } from '@/lib/domain/incident/incident-response';

export const GET = apiRoute<{ incidentId: string }>(async (request, { incidentId }) => {
  const actor = await requireApiActor(request, 'incident.read');
  return Response.json(incidentDetailResponse(await getIncident(actor, incidentId)));
});

export const PATCH = apiRoute<{ incidentId: string }>(async (request, { incidentId }) => {
  const actor = await requireApiActor(request, 'incident.edit');
  const { version } = await changeIncident(actor, incidentId, await readJson(request, z.unknown()));
  return Response.json({ incident_id: incidentId, version });
});
