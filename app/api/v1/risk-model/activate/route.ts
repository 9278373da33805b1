import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { activateRiskModel } from '@/lib/data/learning/risk-models';
import { riskModelResponse } from '@/lib/domain/learning/risk-model-view';

export const POST = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'risk.edit');
  return Response.json(riskModelResponse(await activateRiskModel(actor, await readJson(request, z.unknown()))));
});
