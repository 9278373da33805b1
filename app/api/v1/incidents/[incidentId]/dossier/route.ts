import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { exportDossier } from '@/lib/data/incidents/incident-dossier';
import { dossierQuerySchema } from '@/lib/domain/incident/incident-schema';

/** Always a download: what people wrote is never opened in our origin. */
export const GET = apiRoute<{ incidentId: string }>(async (request, { incidentId }) => {
  const actor = await requireApiActor(request, 'incident.export');
  const { format } = readQuery(request, dossierQuerySchema);
  const { fileName, mediaType, bytes } = await exportDossier(actor, incidentId, format);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
  });
});
