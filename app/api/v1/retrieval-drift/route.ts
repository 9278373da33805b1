import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listRetrievalDrift } from '@/lib/data/insights/retrieval-drift';
import { retrievalDriftResponse } from '@/lib/domain/retrieval/retrieval-response';
import { retrievalQuerySchema } from '@/lib/domain/retrieval/retrieval-view';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'run.read');
  return Response.json(retrievalDriftResponse(await listRetrievalDrift(actor, readQuery(request, retrievalQuerySchema))));
});
