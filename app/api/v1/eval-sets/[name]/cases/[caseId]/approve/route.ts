import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { judgeEvalCase } from '@/lib/data/evals/eval-approve';

export const POST = apiRoute<{ name: string; caseId: string }>(async (request, { caseId }) => {
  const actor = await requireApiActor(request, 'eval.approve');
  const { state } = await judgeEvalCase(actor, caseId, 'approve', await readJson(request, z.unknown()));
  return Response.json({ case_id: caseId, state });
});
