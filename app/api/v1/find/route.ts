import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { findRuns } from '@/lib/data/find/find-runs';
import { findResponse } from '@/lib/domain/find/find-response';
import { findQuerySchema } from '@/lib/domain/run/run-view-query';
import { invalid } from '@/lib/errors';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'run.read_raw');
  const { q, limit, cursor } = readQuery(request, findQuerySchema);
  const page = await findRuns(actor, q, { limit, ...(cursor ? { cursor } : {}) });
  if (!page) throw invalid('/q: there is nothing in it to look for.', [{ path: '/q', detail: 'nothing to look for' }]);
  return Response.json(findResponse(page));
});
