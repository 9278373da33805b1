import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listWeakPassages } from '@/lib/data/insights/passages';
import { passageListResponse } from '@/lib/domain/pattern/passage-response';
import { passageQuerySchema } from '@/lib/domain/pattern/passage-standing';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'run.read');
  return Response.json(passageListResponse(await listWeakPassages(actor, readQuery(request, passageQuerySchema))));
});
