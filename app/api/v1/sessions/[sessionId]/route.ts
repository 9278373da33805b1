import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listSessionRuns } from '@/lib/data/runs/session-runs';
import { sessionQuerySchema, sessionResponse } from '@/lib/domain/run/session-response';

export const GET = apiRoute<{ sessionId: string }>(async (request, { sessionId }) => {
  const actor = await requireApiActor(request, 'run.read');
  const { runs, nextCursor } = await listSessionRuns(actor, sessionId, readQuery(request, sessionQuerySchema));
  return Response.json(sessionResponse(sessionId, runs, nextCursor));
});
