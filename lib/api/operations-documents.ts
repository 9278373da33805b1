// Operations on documents.
import {
  createdDocumentSchema,
  documentContentQuerySchema,
  documentFindQuerySchema,
  documentFindResponseSchema,
  documentListQuerySchema,
  documentListResponseSchema,
  documentPageResponseSchema,
  documentQuerySchema,
  documentRequestSchema,
  documentResponseSchema,
} from '@/lib/domain/document-response';
import type { Operation } from './operation';

export const DOCUMENT_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/documents',
    tag: 'Documents',
    summary: 'Add a document or a version of it',
    permission: 'document.create',
    description:
      'The same id with other bytes is a new version; the same bytes again are the version that is there. Runs that cite it are checked again. `corrects` says which earlier version it corrects and does what `retract` with `how: corrected` does; sent again with the same bytes it gives the same answer.',
    body: {
      'application/json': documentRequestSchema,
      'multipart/form-data': 'A part `file`, and the fields of the JSON form beside it, `metadata` and `corrects` as JSON.',
    },
    answers: {
      200: { description: 'The version', schema: createdDocumentSchema },
      409: { description: '`already_retracted`, with the incident: the version that `corrects` names was retracted before' },
    },
  },
  {
    method: 'get',
    path: '/api/v1/documents',
    tag: 'Documents',
    summary: 'List documents',
    permission: 'document.read',
    query: documentListQuerySchema,
    answers: { 200: { description: 'A page of documents', schema: documentListResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/documents/{document_id}',
    tag: 'Documents',
    summary: 'Get a document',
    permission: 'document.read',
    query: documentQuerySchema,
    answers: { 200: { description: 'The version asked for, or the newest', schema: documentResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/documents/{document_id}/content',
    tag: 'Documents',
    summary: 'Download a document',
    permission: 'document.read',
    description: 'Ranges are supported.',
    query: documentContentQuerySchema,
    answers: { 200: { description: 'The bytes', mediaType: 'application/octet-stream' } },
  },
  {
    method: 'get',
    path: '/api/v1/documents/{document_id}/pages/{page}',
    tag: 'Documents',
    summary: 'Get the text of a page',
    permission: 'document.read',
    description: 'With the box of each word in PDF points, origin top left.',
    query: documentQuerySchema,
    answers: { 200: { description: 'The page', schema: documentPageResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/documents/{document_id}/find',
    tag: 'Documents',
    summary: 'Find words in a document',
    permission: 'document.read',
    query: documentFindQuerySchema,
    answers: { 200: { description: 'Where they stand', schema: documentFindResponseSchema } },
  },
];
