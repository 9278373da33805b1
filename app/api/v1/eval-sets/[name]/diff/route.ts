import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { diffEvalVersions } from '@/lib/data/evals/eval-publish';
import { evalDiffQuerySchema, evalDiffResponse } from '@/lib/domain/eval/eval-response';

export const GET = apiRoute<{ name: string }>(async (request, { name }) => {
  const actor = await requireApiActor(request, 'eval.read');
  const { from, to } = readQuery(request, evalDiffQuerySchema);
  return Response.json(evalDiffResponse(await diffEvalVersions(actor, name, from, to)));
});
