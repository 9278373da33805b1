import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getDocumentPage } from '@/lib/data/documents/documents';
import { documentPageResponse, documentQuerySchema } from '@/lib/domain/document-response';
import { notFound } from '@/lib/errors';

export const GET = apiRoute<{ documentId: string; page: string }>(async (request, params) => {
  const actor = await requireApiActor(request, 'document.read');
  const { version } = readQuery(request, documentQuerySchema);
  if (!/^[1-9]\d{0,8}$/.test(params.page)) throw notFound('page');
  const { document, page } = await getDocumentPage(actor, params.documentId, Number(params.page), version);
  return Response.json(documentPageResponse(document, page));
});
