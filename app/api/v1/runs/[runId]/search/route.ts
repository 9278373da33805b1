import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { searchRun } from '@/lib/data/runs/run-search';
import { runSearchQuerySchema } from '@/lib/domain/steps/run-hit';

export const GET = apiRoute<{ runId: string }>(async (request, { runId }) => {
  const actor = await requireApiActor(request, 'run.read');
  return Response.json(await searchRun(actor, runId, readQuery(request, runSearchQuerySchema)));
});
