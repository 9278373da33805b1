import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { exportTrailBundle } from '@/lib/data/trail/trail-bundle';
import { trailExportSchema } from '@/lib/domain/trail/trail-query';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'trail.export');
  const { fileName, stream } = await exportTrailBundle(actor, readQuery(request, trailExportSchema));
  const headers = { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${fileName}"` };
  return new Response(stream, { headers });
});
