import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getBlastRadius } from '@/lib/data/incidents/blast-radius';
import { blastQuerySchema, blastResponse } from '@/lib/domain/incident/blast-response';

export const GET = apiRoute<{ runId: string }>(async (request, { runId }) => {
  const actor = await requireApiActor(request, 'incident.read');
  const { days, ...query } = readQuery(request, blastQuerySchema);
  return Response.json(blastResponse(await getBlastRadius(actor, runId, { ...query, days: days === 'all' ? null : days })));
});
