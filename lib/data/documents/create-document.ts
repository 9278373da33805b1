// Takes a document in: bytes to the blob store, pages to the text layer, then the version, its trail entry and the re-check of
// the runs that cite it in one transaction.
import 'server-only';
import { z } from 'zod';
import { documentIdSchema } from '@/lib/domain/document';
import type { Correction, DocumentVersion, NewDocument } from '@/lib/domain/document';
import { type Actor, can } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run/run';
import { storableJson } from '@/lib/domain/storable-json';
import { blobStore } from '@/lib/documents/blob-store';
import { sha256Hex } from '@/lib/documents/damaged-blob';
import { imageBoxesSchema } from '@/lib/documents/image-text';
import { readDocument } from '@/lib/documents/read-document';
import type { DocumentReading } from '@/lib/documents/read-document';
import { env } from '@/lib/env';
import { conflict, ExpectedError, forbidden, invalid } from '@/lib/errors';
import { Prisma } from '@/prisma/generated/client';
import { lockVersions, recordCorrection } from './correct-document';
import { type Tx, withProject } from '@/lib/data/database';
import { recordDocument } from './document-record';
import { storePages } from './document-pages';
import { redactDocument } from '@/lib/data/privacy/redact-document';
import { queueAtOnce } from './retract-document';
import { retryDeadlock } from '@/lib/data/retry-deadlock';

const MAX_ATTEMPTS = 10;
const MAX_METADATA_CHARS = 262_144;
const MAX_METADATA_DEPTH = 32;

const storableLine = (max: number) =>
  z
    .string()
    .max(max, `is longer than ${max} characters`)
    .refine((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text), 'holds a control character');
const detailsSchema = z.object({
  document_id: documentIdSchema,
  title: storableLine(1000).optional(),
  authority: storableLine(500).nullish(),
  effective_from: z.date('is not a date').nullish(),
});

export type CreatedDocument = DocumentVersion & { correction?: Correction };

/**
 * Adds a document or a new version of it. The same bytes (and, for images, the same boxes) as the current version are that
 * version again: what is said about it is updated, nothing is added. A document that cannot be opened is kept with state `failed`.
 * Throws 413, 415 and 422 for what is no document, 403 without `document.create`.
 */
export async function createDocument(actor: Actor, sent: NewDocument): Promise<CreatedDocument> {
  if (!can(actor, 'document.create')) throw forbidden('add documents');
  if (sent.corrects && !(can(actor, 'incident.edit') && can(actor, 'document.read'))) throw forbidden('correct documents');
  checkDetails(sent);
  const boxes = boxesOf(sent);
  const first = await readBytes(sent);
  const input = await redactDocument(actor.projectId, sent, first.mediaType);
  const reading = input.bytes === sent.bytes ? first : await readBytes(input);
  const isImage = reading.mediaType.startsWith('image/');
  if (isImage && !boxes.success) throw invalid('metadata.boxes is not a list of { text, box }.', boxProblems(boxes.error));
  const sha256 = sha256Hex(input.bytes);
  const { projectId } = actor;
  await (await blobStore()).put(projectId, sha256, input.bytes);
  if (reading.layer) await storePages(projectId, sha256, reading.layer);
  const created = await record(actor, { ...input, metadata: metadataOf(input, isImage) }, sha256, reading);
  await queueAtOnce(projectId, created.correction?.queueingIds ?? []);
  return created;
}

function boxesOf({ metadata }: NewDocument) {
  return imageBoxesSchema.safeParse(metadata?.['boxes'] ?? []);
}

function readBytes(input: NewDocument): Promise<DocumentReading> {
  const boxes = boxesOf(input);
  return readDocument(input.bytes, {
    ...(input.hint ? { hint: input.hint } : {}),
    ...(boxes.success ? { boxes: boxes.data } : {}),
    limits: { bytes: env().COUNTERSIGN_MAX_DOCUMENT_BYTES, pages: env().COUNTERSIGN_MAX_DOCUMENT_PAGES },
  });
}

/** Two senders of one id at once collide on the version's key; the later one looks again. */
async function record(actor: Actor, input: NewDocument, sha256: string, reading: DocumentReading): Promise<CreatedDocument> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    try {
      return await retryDeadlock(() => withProject(actor.projectId, (tx) => store(tx, actor, input, sha256, reading)));
    } catch (error) {
      if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
    }
  }
  throw conflict('document_busy', 'Many versions of this document arrive at once. Send this one again.');
}

/** What it corrects is locked before the trail is, by which the version is recorded. */
async function store(tx: Tx, actor: Actor, input: NewDocument, sha256: string, reading: DocumentReading): Promise<CreatedDocument> {
  if (!input.corrects) return recordDocument(tx, actor, input, sha256, reading);
  await lockVersions(tx, actor.projectId, input.documentId);
  const version = await recordDocument(tx, actor, input, sha256, reading);
  return { ...version, correction: await recordCorrection(tx, actor, version, input.corrects) };
}

function checkDetails(input: NewDocument): void {
  const { documentId, title, authority, effectiveFrom } = input;
  const parsed = detailsSchema.safeParse({ document_id: documentId, title, authority, effective_from: effectiveFrom });
  if (parsed.success) return;
  const problems = parsed.error.issues.map((issue) => ({ path: `/${issue.path.join('/')}`, detail: issue.message }));
  throw invalid(`${problems[0]?.path ?? ''} ${problems[0]?.detail ?? 'is wrong'}.`, problems);
}

function boxProblems(error: z.ZodError) {
  return error.issues.slice(0, 20).map((issue) => ({ path: `/metadata/boxes/${issue.path.join('/')}`, detail: issue.message }));
}

/** The boxes of an image live in its text layer; twice would be once too often. */
function metadataOf(input: NewDocument, isImage: boolean): { [key: string]: Json } | undefined {
  if (!input.metadata) return undefined;
  const kept = Object.fromEntries(Object.entries(input.metadata).filter(([key]) => !(isImage && key === 'boxes')));
  const copy = copyOfJson(kept);
  const { value, depth } = copy === null ? { value: null, depth: Number.POSITIVE_INFINITY } : storableJson(copy, MAX_METADATA_DEPTH);
  if (depth > MAX_METADATA_DEPTH || JSON.stringify(value).length > MAX_METADATA_CHARS) {
    const message = `metadata is nested deeper than ${MAX_METADATA_DEPTH} levels or longer than ${MAX_METADATA_CHARS} characters. Send less.`;
    throw new ExpectedError('invalid', 'too_large', message, { status: 413, problems: [{ path: '/metadata', detail: 'too large' }] });
  }
  return value as { [key: string]: Json };
}

/** Null for what nests so deeply that it cannot be written down. */
function copyOfJson(value: { [key: string]: Json }): Json | null {
  try {
    return JSON.parse(JSON.stringify(value)) as Json;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
