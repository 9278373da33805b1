import { readDocumentUpload } from '@/lib/api/read-document-upload';
import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { createDocument, listDocuments } from '@/lib/data/documents/documents';
import { createdDocumentResponse, documentListQuerySchema, documentResponse } from '@/lib/domain/document-response';

export const POST = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'document.create');
  return Response.json(createdDocumentResponse(await createDocument(actor, await readDocumentUpload(request))));
});

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'document.read');
  const { documents, nextCursor } = await listDocuments(actor, readQuery(request, documentListQuerySchema));
  return Response.json({ documents: documents.map(documentResponse), next_cursor: nextCursor });
});
