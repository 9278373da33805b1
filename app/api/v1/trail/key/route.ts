import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listTrailKeys } from '@/lib/data/trail/trail-checkpoint';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'trail.read');
  const keys = await listTrailKeys(actor);
  return new Response(keys.map((key) => `${key}\n`).join(''), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
});
