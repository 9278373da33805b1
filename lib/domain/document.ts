// A document as people and programs see it: one version of it, without its bytes and its text.
import { z } from 'zod';
import { incidentSeveritySchema } from '@/lib/domain/incident/incident';
import { reviewText } from '@/lib/domain/review/review-text';
import type { Json } from '@/lib/domain/run/run';

export interface DocumentVersion {
  documentId: string;
  version: number;
  /** Of the bytes, hex. */
  sha256: string;
  mediaType: string;
  byteSize: number;
  title: string;
  /** Who stands behind it, in the sender's words; sources in conflict are weighed by it. */
  authority: string | null;
  /** RFC 3339. */
  effectiveFrom: string | null;
  metadata: { [key: string]: Json };
  pageCount: number;
  /** `failed`: kept, but it could not be opened. */
  state: 'ready' | 'failed';
  /** Why it could not be opened, or what a reader of its text should know. */
  problem: string | null;
  createdAt: string;
  /** Why it is not to be relied on any more; null while it is. */
  retraction: DocumentRetraction | null;
}

export interface DocumentRetraction {
  at: string;
  /** `corrected`: another version stands in its place. */
  how: 'retracted' | 'corrected';
  replacedBy: number | null;
  reason: string;
  by: string;
  incidentId: string;
}

/** Without this nobody can say which runs are concerned, and who answers for it. */
export const retractionSchema = z
  .strictObject({
    version: z.int().min(1).max(2_147_483_647).optional().describe('The current one when absent; for a correction the one before it'),
    how: z.enum(['retracted', 'corrected']).default('retracted'),
    replaced_by: z.int().min(1).max(2_147_483_647).optional().describe('The version that stands in its place; the current one when absent'),
    reason: reviewText(2000).refine((text) => text.trim() !== '', 'is empty'),
    severity: incidentSeveritySchema.default('high'),
  })
  .refine(({ how, replaced_by: by }) => how === 'corrected' || by === undefined, {
    path: ['replaced_by'],
    message: 'is for corrections only',
  });

/** Said of a document that is sent: which version of it the new one corrects. */
export const correctsSchema = z.strictObject({
  version: z.int().min(1).max(2_147_483_647).optional().describe('A version of the same document; the one before the new one when absent'),
  reason: retractionSchema.shape.reason,
  severity: retractionSchema.shape.severity,
});
export type Corrects = z.infer<typeof correctsSchema>;

/** What a correction did beside storing the version. */
export interface Correction {
  version: number;
  incidentId: string;
  queueingIds: string[];
}

/** Ids are the sender's own; `#` would end a `doc:` reference. */
export const documentIdSchema = z
  .string()
  .min(1, 'is empty')
  .max(512, 'is longer than 512 characters')
  .refine((id) => !/[#\p{Cc}\p{Surrogate}]/u.test(id), 'holds a # or a control character')
  .refine((id) => id.trim() === id, 'starts or ends with a space');

/** What the sender says about a document's kind. It only ever decides between kinds of text: bytes decide everything else. */
export interface MediaTypeHint {
  mediaType?: string | undefined;
  fileName?: string | undefined;
}

export interface NewDocument {
  documentId: string;
  bytes: Uint8Array;
  title?: string | undefined;
  authority?: string | null | undefined;
  effectiveFrom?: Date | null | undefined;
  /** For images, `boxes` holds the text with its places: `[{ text, box }]` in pixels. */
  metadata?: { [key: string]: Json } | undefined;
  hint?: MediaTypeHint | undefined;
  corrects?: Corrects | undefined;
}
