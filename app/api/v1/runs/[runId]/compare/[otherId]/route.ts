import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getComparison } from '@/lib/data/run-compare';
import { compareResponse } from '@/lib/domain/compare/comparison-response';

export const GET = apiRoute<{ runId: string; otherId: string }>(async (request, { runId, otherId }) => {
  const actor = await requireApiActor(request, 'run.read');
  const { left, right, comparison } = await getComparison(actor, runId, otherId);
  return Response.json(compareResponse(left, right, comparison));
});
