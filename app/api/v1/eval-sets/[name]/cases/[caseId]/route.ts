import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getEvalCase } from '@/lib/data/evals/eval-cases';
import { evalCaseResponse } from '@/lib/domain/eval/eval-response';
import { notFound } from '@/lib/errors';

export const GET = apiRoute<{ name: string; caseId: string }>(async (request, { name, caseId }) => {
  const actor = await requireApiActor(request, 'eval.read');
  const found = await getEvalCase(actor, caseId);
  if (found.set !== name) throw notFound('eval case');
  return Response.json(evalCaseResponse(found));
});
