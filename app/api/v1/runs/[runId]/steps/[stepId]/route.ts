import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getRunStep } from '@/lib/data/runs/run-steps';
import { stepBodyResponse } from '@/lib/domain/step-response';

export const GET = apiRoute<{ runId: string; stepId: string }>(async (request, { runId, stepId }) => {
  const actor = await requireApiActor(request, 'run.read');
  return Response.json(stepBodyResponse(await getRunStep(actor, runId, stepId)));
});
