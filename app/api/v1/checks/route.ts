import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listChecks } from '@/lib/data/checking/checks';
import { checkListResponse } from '@/lib/domain/check-response';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'check.read');
  return Response.json(checkListResponse(await listChecks(actor)));
});
