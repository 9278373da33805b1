import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getRiskModel } from '@/lib/data/learning/risk-models';
import { riskModelResponse } from '@/lib/domain/learning/risk-model-view';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'risk.read');
  return Response.json(riskModelResponse(await getRiskModel(actor)));
});
