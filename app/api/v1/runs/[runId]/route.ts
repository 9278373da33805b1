import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getRun } from '@/lib/data/run-detail';
import { queryOf } from '@/lib/domain/run-query';
import { runResponse } from '@/lib/domain/run-response';
import { runViewQuerySchema } from '@/lib/domain/run-view-query';

export const GET = apiRoute<{ runId: string }>(async (request, { runId }) => {
  const actor = await requireApiActor(request, 'run.read');
  const { view, as_of: asOf } = runViewQuerySchema.parse(queryOf(new URL(request.url).searchParams));
  return Response.json(runResponse(await getRun(actor, runId, { asOf: asOf ?? null }), view));
});
