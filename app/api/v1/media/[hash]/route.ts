import { mediaContentResponse } from '@/lib/api/media-content';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getMedia } from '@/lib/data/ingest/media';

export const GET = apiRoute<{ hash: string }>(async (request, { hash }) => {
  const actor = await requireApiActor(request, 'run.read_raw');
  return mediaContentResponse(request, await getMedia(actor, hash));
});
