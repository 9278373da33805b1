import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getDocument } from '@/lib/data/documents/documents';
import { documentQuerySchema, documentResponse } from '@/lib/domain/document-response';

export const GET = apiRoute<{ documentId: string }>(async (request, { documentId }) => {
  const actor = await requireApiActor(request, 'document.read');
  const { version } = readQuery(request, documentQuerySchema);
  return Response.json(documentResponse(await getDocument(actor, documentId, version)));
});
