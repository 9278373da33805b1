import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { requestRefit } from '@/lib/data/learning/refit-risk';

/** The worker does it; the new version appears in the list. */
export const POST = apiRoute(async (request) => {
  await requestRefit(await requireApiActor(request, 'risk.edit'));
  return Response.json({ state: 'started' }, { status: 202 });
});
