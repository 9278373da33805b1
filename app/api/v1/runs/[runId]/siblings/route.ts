import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listSiblings } from '@/lib/data/run-siblings';
import { runSummaryResponse } from '@/lib/domain/run/run-list-response';

export const GET = apiRoute<{ runId: string }>(async (request, { runId }) => {
  const actor = await requireApiActor(request, 'run.read');
  const siblings = await listSiblings(actor, runId);
  return Response.json({ siblings: siblings.map(({ run, likeness, differs }) => ({ run: runSummaryResponse(run), likeness, differs })) });
});
