import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { requireIdempotencyKey } from '@/lib/data/idempotency';
import { retractDocument } from '@/lib/data/documents/retract-document';

export const POST = apiRoute<{ documentId: string }>(async (request, { documentId }) => {
  const actor = await requireApiActor(request, 'incident.edit');
  const key = requireIdempotencyKey(request.headers.get('idempotency-key'));
  const { version, incidentId, queueingIds } = await retractDocument(actor, documentId, await readJson(request, z.unknown()), key);
  return Response.json({ document_id: documentId, version, incident_id: incidentId, queueing_ids: queueingIds });
});
