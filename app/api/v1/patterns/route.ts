import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listPatterns } from '@/lib/data/insights/patterns';
import { patternQuerySchema } from '@/lib/domain/pattern/pattern-query';
import { patternListResponse } from '@/lib/domain/pattern/pattern-response';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'run.read');
  return Response.json(patternListResponse(await listPatterns(actor, readQuery(request, patternQuerySchema))));
});
