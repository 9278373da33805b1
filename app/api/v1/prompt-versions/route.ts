import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listPromptVersions } from '@/lib/data/insights/prompt-versions';
import { promptVersionsResponse } from '@/lib/domain/prompt/prompt-response';
import { promptQuerySchema } from '@/lib/domain/prompt/prompt-versions';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'run.read');
  return Response.json(promptVersionsResponse(await listPromptVersions(actor, readQuery(request, promptQuerySchema))));
});
