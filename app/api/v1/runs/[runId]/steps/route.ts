import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listRunSteps } from '@/lib/data/run-steps';
import { queryOf } from '@/lib/domain/run-query';
import { stepQuerySchema } from '@/lib/domain/run-view-query';
import { stepResponse } from '@/lib/domain/step-response';

export const GET = apiRoute<{ runId: string }>(async (request, { runId }) => {
  const actor = await requireApiActor(request, 'run.read');
  const { steps, revision, nextCursor } = await listRunSteps(
    actor,
    runId,
    stepQuerySchema.parse(queryOf(new URL(request.url).searchParams)),
  );
  return Response.json({ steps: steps.map(stepResponse), revision, next_cursor: nextCursor });
});
