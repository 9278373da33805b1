import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getTrailCheckpoint } from '@/lib/data/trail/trail-checkpoint';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'trail.read');
  const { note } = await getTrailCheckpoint(actor);
  return new Response(note, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
});
