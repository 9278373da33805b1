// Documents on the wire: what a client sends and what it gets.
import { z } from 'zod';
import { type Correction, correctsSchema, type DocumentVersion } from './document';
import { MAX_FIND_CHARS } from './find-text';
import type { PageText } from './text-layer';

const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).transform((text) => new Date(text));
const metadata = z.record(z.string(), z.unknown());

/** What is said about a document beside its bytes; the fields of the multipart form. */
export const documentDetailsSchema = z.strictObject({
  document_id: z.string(),
  title: z.string().optional(),
  authority: z.string().nullish().describe('Who stands behind it; sources in conflict are weighed by it'),
  effective_from: instant.nullish(),
  metadata: metadata.optional().describe('For images, `boxes: [{ text, box }]` holds the text with its places in pixels'),
  corrects: correctsSchema
    .optional()
    .describe(
      'This version corrects an earlier one: that one is retracted with `how: corrected`, in the same transaction; needs `incident.edit`',
    ),
});

/** The JSON form. Exactly one of `content` and `content_base64`. */
export const documentRequestSchema = documentDetailsSchema
  .extend({
    content: z.string().optional(),
    content_base64: z.base64().optional(),
    media_type: z.string().max(200).optional().describe('Decides between kinds of text only; bytes decide everything else'),
    file_name: z.string().max(1000).optional(),
  })
  .refine((body) => (body.content === undefined) !== (body.content_base64 === undefined), {
    message: 'send exactly one of content and content_base64',
    path: ['content'],
  });

export const documentListQuerySchema = z.strictObject({
  q: z
    .string()
    .trim()
    .max(500)
    .refine((text) => !text.includes('\0'), 'must not hold NUL')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).optional(),
});

export const documentQuerySchema = z.strictObject({ version: z.coerce.number().int().min(1).max(2_147_483_647).optional() });
export const documentContentQuerySchema = documentQuerySchema.extend({ download: z.enum(['0', '1']).optional() });

export const documentFindQuerySchema = documentQuerySchema.extend({ q: z.string().min(1).max(MAX_FIND_CHARS) });

export const documentResponseSchema = z
  .object({
    document_id: z.string(),
    version: z.int(),
    sha256: z.string(),
    media_type: z.string(),
    pages: z.int(),
    bytes: z.int(),
    title: z.string(),
    authority: z.string().nullable(),
    effective_from: z.string().nullable(),
    metadata,
    state: z.enum(['ready', 'failed']).describe('failed: its bytes are kept, but it could not be opened'),
    problem: z.string().nullable().describe('Why it could not be opened, or what a reader of its text should know'),
    created_at: z.string(),
    retraction: z
      .object({
        at: z.string(),
        how: z.enum(['retracted', 'corrected']),
        replaced_by: z.int().nullable(),
        reason: z.string(),
        by: z.string(),
        incident_id: z.uuid(),
      })
      .nullable()
      .describe('Why this version is not to be relied on any more'),
  })
  .meta({ id: 'Document' });

/** What sending a document answers. */
export const createdDocumentSchema = documentResponseSchema
  .extend({
    corrects: z
      .object({ version: z.int(), incident_id: z.uuid(), queueing_ids: z.array(z.uuid()) })
      .optional()
      .describe('Where `corrects` was sent: the version that was corrected, its incident, what queues its runs'),
  })
  .meta({ id: 'CreatedDocument' });

export const documentListResponseSchema = z.object({ documents: z.array(documentResponseSchema), next_cursor: z.string().nullable() });

const box = z.tuple([z.number(), z.number(), z.number(), z.number()]).describe('[x0, y0, x1, y1], origin top left of the page as shown');

export const documentPageResponseSchema = z
  .object({
    document_id: z.string(),
    version: z.int(),
    sha256: z.string(),
    page: z.int().describe('Counted from 1'),
    pages: z.int(),
    width: z.number().describe('In points (pictures: pixels), after rotation; 0 where there is no geometry'),
    height: z.number(),
    rotation: z.int(),
    text: z.string(),
    words: z
      .array(z.object({ start: z.int(), end: z.int(), box }))
      .nullable()
      .describe('UTF-16 ranges of `text` with their places; null where there is no geometry'),
  })
  .meta({ id: 'DocumentPage' });

export const documentFindResponseSchema = z
  .object({
    hits: z.array(z.object({ page: z.int(), start: z.int(), end: z.int() })).describe('UTF-16 ranges of the text of the page'),
    is_cut: z.boolean().describe('There are more hits than are given'),
  })
  .meta({ id: 'DocumentFind' });

export type DocumentFindResponse = z.infer<typeof documentFindResponseSchema>;
export type DocumentResponse = z.infer<typeof documentResponseSchema>;
export type DocumentPageResponse = z.infer<typeof documentPageResponseSchema>;

export function documentResponse(document: DocumentVersion): DocumentResponse {
  return {
    document_id: document.documentId,
    version: document.version,
    sha256: document.sha256,
    media_type: document.mediaType,
    pages: document.pageCount,
    bytes: document.byteSize,
    title: document.title,
    authority: document.authority,
    effective_from: document.effectiveFrom && micros(document.effectiveFrom),
    metadata: document.metadata,
    state: document.state,
    problem: document.problem,
    created_at: micros(document.createdAt),
    retraction: document.retraction && {
      at: micros(document.retraction.at),
      how: document.retraction.how,
      replaced_by: document.retraction.replacedBy,
      reason: document.retraction.reason,
      by: document.retraction.by,
      incident_id: document.retraction.incidentId,
    },
  };
}

export function createdDocumentResponse(created: DocumentVersion & { correction?: Correction }): z.infer<typeof createdDocumentSchema> {
  const { correction } = created;
  const corrects = correction && {
    version: correction.version,
    incident_id: correction.incidentId,
    queueing_ids: correction.queueingIds,
  };
  return { ...documentResponse(created), ...(corrects ? { corrects } : {}) };
}

export function documentPageResponse(document: DocumentVersion, page: PageText): DocumentPageResponse {
  const { documentId: document_id, version, sha256, pageCount: pages } = document;
  return { document_id, version, sha256, pages, ...page };
}

export function documentFindResponse({ hits, isCut }: { hits: DocumentFindResponse['hits']; isCut: boolean }): DocumentFindResponse {
  return { hits, is_cut: isCut };
}

/** Every time on the wire has microseconds. */
function micros(iso: string): string {
  return iso.replace(/\.(\d{3})Z$/, '.$1000Z');
}
