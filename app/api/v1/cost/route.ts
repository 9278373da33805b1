import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getCost } from '@/lib/data/insights/cost';
import { costResponse } from '@/lib/domain/cost/cost-response';
import { costQuerySchema } from '@/lib/domain/cost/cost-view';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'run.read');
  return Response.json(costResponse(await getCost(actor, readQuery(request, costQuerySchema))));
});
