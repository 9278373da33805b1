import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getTrailTile } from '@/lib/data/trail/trail-tile';

export const GET = apiRoute<{ path: string[] }>(async (request, { path }) => {
  const actor = await requireApiActor(request, 'trail.read');
  const bytes = await getTrailTile(actor, `tile/${path.join('/')}`);
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'application/octet-stream' } });
});
