import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listEvalSets } from '@/lib/data/evals/eval-sets';
import { evalSetResponse } from '@/lib/domain/eval/eval-response';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'eval.read');
  return Response.json({ eval_sets: (await listEvalSets(actor)).map(evalSetResponse) });
});
