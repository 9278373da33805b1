import { documentContentResponse } from '@/lib/api/document-content';
import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getDocumentContent } from '@/lib/data/documents/documents';
import { documentContentQuerySchema } from '@/lib/domain/document-response';

export const GET = apiRoute<{ documentId: string }>(async (request, { documentId }) => {
  const actor = await requireApiActor(request, 'document.read');
  const { version, download } = readQuery(request, documentContentQuerySchema);
  const { document, bytes } = await getDocumentContent(actor, documentId, version);
  return documentContentResponse(request, document, bytes, download === '1');
});
