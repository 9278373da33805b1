import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listTrailEntries } from '@/lib/data/trail/trail-entries';
import { trailEntryJson } from '@/lib/domain/trail/trail-entry-view';
import { trailQuerySchema } from '@/lib/domain/trail/trail-query';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'trail.read');
  const page = await listTrailEntries(actor, readQuery(request, trailQuerySchema));
  return Response.json({ entries: page.entries.map(trailEntryJson), next_cursor: page.nextCursor, signed_size: Number(page.signedSize) });
});
