import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getDrift } from '@/lib/data/insights/drift';
import { driftResponse } from '@/lib/domain/drift/drift-response';
import { driftQuerySchema } from '@/lib/domain/drift/drift-view';
import { queryOf } from '@/lib/domain/run/run-query';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'run.read');
  const query = driftQuerySchema.parse(queryOf(new URL(request.url).searchParams));
  return Response.json(driftResponse(await getDrift(actor, query)));
});
