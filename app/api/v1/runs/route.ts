import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listRuns } from '@/lib/data/runs';
import { runSummaryResponse } from '@/lib/domain/run-list-response';
import { queryOf, runQuerySchema } from '@/lib/domain/run-query';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'run.read');
  const { runs, nextCursor } = await listRuns(actor, runQuerySchema.parse(queryOf(new URL(request.url).searchParams)));
  return Response.json({ runs: runs.map(runSummaryResponse), next_cursor: nextCursor });
});
