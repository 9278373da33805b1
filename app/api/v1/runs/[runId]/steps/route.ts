import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listRunSteps } from '@/lib/data/runs/run-steps';
import { stepQuerySchema } from '@/lib/domain/run/run-view-query';
import { stepResponse } from '@/lib/domain/step-response';

export const GET = apiRoute<{ runId: string }>(async (request, { runId }) => {
  const actor = await requireApiActor(request, 'run.read');
  const { steps, revision, nextCursor } = await listRunSteps(actor, runId, readQuery(request, stepQuerySchema));
  return Response.json({ steps: steps.map(stepResponse), revision, next_cursor: nextCursor });
});
