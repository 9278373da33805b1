import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listIncidentRuns } from '@/lib/data/incidents/incidents';
import { incidentRunsQuerySchema } from '@/lib/domain/incident/incident-schema';
import { incidentRunResponse } from '@/lib/domain/incident/incident-response';

export const GET = apiRoute<{ incidentId: string }>(async (request, { incidentId }) => {
  const actor = await requireApiActor(request, 'incident.read');
  const { runs, nextCursor } = await listIncidentRuns(actor, incidentId, readQuery(request, incidentRunsQuerySchema));
  return Response.json({ runs: runs.map(incidentRunResponse), next_cursor: nextCursor });
});
