import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { findInDocument } from '@/lib/data/documents/document-find';
import { documentFindQuerySchema, documentFindResponse } from '@/lib/domain/document-response';

export const GET = apiRoute<{ documentId: string }>(async (request, { documentId }) => {
  const actor = await requireApiActor(request, 'document.read');
  const { q, version } = readQuery(request, documentFindQuerySchema);
  return Response.json(documentFindResponse(await findInDocument(actor, documentId, version, q)));
});
