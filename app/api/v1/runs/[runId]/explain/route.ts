import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getExplanation } from '@/lib/data/runs/explanation';
import { explanationResponse } from '@/lib/domain/explain/explanation-response';

export const GET = apiRoute<{ runId: string }>(async (request, { runId }) => {
  const actor = await requireApiActor(request, 'run.read');
  return Response.json(explanationResponse(await getExplanation(actor, runId)));
});
