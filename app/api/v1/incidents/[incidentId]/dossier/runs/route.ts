import { ndjsonStream } from '@/lib/api/ndjson-stream';
import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getRunList } from '@/lib/data/incidents/dossier-run-list';
import { dossierRunsQuerySchema } from '@/lib/domain/incident/incident-schema';

export const GET = apiRoute<{ incidentId: string }>(async (request, { incidentId }) => {
  const actor = await requireApiActor(request, 'incident.export');
  const { sha256 } = readQuery(request, dossierRunsQuerySchema);
  const { parts } = await getRunList(actor, incidentId, sha256);
  return ndjsonStream(parts, `dossier-${incidentId}-runs.jsonl`);
});
