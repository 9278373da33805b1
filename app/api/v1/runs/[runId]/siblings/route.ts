import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listSiblings } from '@/lib/data/runs/run-siblings';
import { getSiblingGroup } from '@/lib/data/runs/sibling-group';
import { siblingQuerySchema, siblingsResponse } from '@/lib/domain/compare/sibling-response';

export const GET = apiRoute<{ runId: string }>(async (request, { runId }) => {
  const actor = await requireApiActor(request, 'run.read');
  const { group_by: by, inputs } = siblingQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const siblings = await listSiblings(actor, runId);
  if (by === undefined) return Response.json(siblingsResponse(siblings));
  const { group } = await getSiblingGroup(actor, runId, { by, inputs });
  return Response.json(siblingsResponse(siblings, { group, inputs }));
});
