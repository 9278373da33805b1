import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { lookup } from '@/lib/data/runs/run-lookup';
import { lookupResponse } from '@/lib/domain/lookup-response';
import { lookupQuerySchema } from '@/lib/domain/run/run-view-query';
import { ExpectedError } from '@/lib/errors';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'run.read');
  const { id } = readQuery(request, lookupQuerySchema);
  const found = lookupResponse(await lookup(actor, id));
  if (found.runs.length > 0) return Response.json(found);
  throw new ExpectedError(
    'not_found',
    'not_found',
    'No run, trace, span, session or item here has this id. Look at the closest ids, or search with GET /api/v1/runs?q=.',
    { extra: { closest: found.closest } },
  );
});
