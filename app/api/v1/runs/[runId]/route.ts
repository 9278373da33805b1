import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getRun } from '@/lib/data/runs/run-detail';
import { runResponse } from '@/lib/domain/run/run-response';
import { runViewQuerySchema } from '@/lib/domain/run/run-view-query';

export const GET = apiRoute<{ runId: string }>(async (request, { runId }) => {
  const actor = await requireApiActor(request, 'run.read');
  const { view, as_of: asOf } = readQuery(request, runViewQuerySchema);
  return Response.json(runResponse(await getRun(actor, runId, { asOf: asOf ?? null, isNarrow: true }), view));
});
