// Writes a version of a document, or recognises the current one, in the transaction given.
import 'server-only';
import type { DocumentVersion, NewDocument } from '@/lib/domain/document';
import type { Actor } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run/run';
import type { DocumentReading } from '@/lib/documents/read-document';
import type { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';
import { countPages } from './document-pages';
import { documentVersions, findDocumentRow } from './document-row';
import type { DocumentRow } from './document-row';
import { enqueueJob } from '@/lib/data/jobs';
import { appendTrail } from '@/lib/data/trail/trail';

/** Throws Prisma's P2002 when another transaction took the version number first. */
export async function recordDocument(
  tx: Tx,
  actor: Actor,
  input: NewDocument,
  sha256: string,
  reading: DocumentReading,
): Promise<DocumentVersion> {
  const { projectId } = actor;
  const current = await findDocumentRow(tx, projectId, input.documentId);
  const isCurrent = current !== null && isSameDocument(current, sha256, reading);
  const row = isCurrent ? await describe(tx, actor, current, input, reading) : await add(tx, actor, current, input, sha256, reading);
  const [version] = await documentVersions(tx, projectId, [row]);
  if (!version) throw new Error(`document ${input.documentId} was not stored`);
  return version;
}

/**
 * The same bytes are the same document, unless they are laid out differently on purpose: other boxes on a picture, another kind of
 * text. Nothing said about boxes, or an attempt to read that failed this time, is no such purpose.
 */
function isSameDocument(current: DocumentRow, sha256: string, reading: DocumentReading): boolean {
  if (current.sha256 !== sha256) return false;
  const layout = reading.layer?.layout;
  return layout === undefined || current.state === 'failed' || layout === current.layout || layout === 'image@1';
}

async function add(
  tx: Tx,
  actor: Actor,
  current: DocumentRow | null,
  input: NewDocument,
  sha256: string,
  reading: DocumentReading,
): Promise<DocumentRow> {
  const { projectId } = actor;
  const pageCount = reading.layer?.pages.length ?? 0;
  const layout = reading.layer?.layout ?? '';
  const stored = await countPages(tx, projectId, sha256, layout);
  if (stored !== pageCount) throw new Error(`document ${input.documentId} has ${pageCount} pages, ${stored} are stored`);
  const at = new Date();
  await tx.blob.createMany({
    data: [{ projectId, sha256, byteSize: BigInt(input.bytes.length), mediaType: reading.mediaType, createdAt: at }],
    skipDuplicates: true,
  });
  const row = await tx.document.create({
    data: {
      projectId,
      documentId: input.documentId,
      version: (current?.version ?? 0) + 1,
      sha256,
      mediaType: reading.mediaType,
      title: input.title?.trim() || current?.title || input.hint?.fileName?.slice(0, 1000) || input.documentId,
      authority: input.authority === undefined ? (current?.authority ?? null) : input.authority,
      effectiveFrom: input.effectiveFrom ?? null,
      metadata: (input.metadata ?? {}) as Prisma.InputJsonObject,
      layout,
      pageCount,
      state: reading.layer ? 'ready' : 'failed',
      problem: reading.problem,
      createdAt: at,
    },
  });
  await requestRecheck(tx, projectId, input.documentId);
  await appendTrail(tx, projectId, [
    {
      type: 'document.added',
      at,
      actorId: actor.userId ?? actor.keyId ?? null,
      facts: { ...identity(row), media_type: row.mediaType, pages: pageCount, state: row.state, layout },
      committed: { title: row.title, authority: row.authority },
    },
  ]);
  return row;
}

/** Only what was sent and differs. Who stands behind a source and from when it holds decides conflicts, so runs are checked again. */
async function describe(tx: Tx, actor: Actor, current: DocumentRow, input: NewDocument, reading: DocumentReading): Promise<DocumentRow> {
  const { projectId } = actor;
  const changes = { ...changedDetails(current, input), ...healed(current, reading) };
  const fields = Object.keys(changes);
  if (fields.length === 0) return current;
  const { documentId, version } = current;
  await tx.document.updateMany({ where: { projectId, documentId, version }, data: changes });
  const row = await findDocumentRow(tx, projectId, documentId, version);
  if (!row) throw new Error(`document ${documentId} went away while it was described`);
  if (['authority', 'effectiveFrom', 'state'].some((field) => fields.includes(field))) await requestRecheck(tx, projectId, documentId);
  await appendTrail(tx, projectId, [
    {
      type: 'document.described',
      at: new Date(),
      actorId: actor.userId ?? actor.keyId ?? null,
      facts: { ...identity(row), fields },
      committed: {
        title: row.title,
        authority: row.authority,
        effective_from: row.effectiveFrom?.toISOString() ?? null,
        metadata: row.metadata as Json,
      },
    },
  ]);
  return row;
}

function changedDetails(current: DocumentRow, input: NewDocument): Prisma.DocumentUpdateManyMutationInput {
  const changes: Prisma.DocumentUpdateManyMutationInput = {};
  const title = input.title?.trim();
  if (title && title !== current.title) changes.title = title;
  if (input.authority !== undefined && input.authority !== current.authority) changes.authority = input.authority;
  const { effectiveFrom, metadata } = input;
  if (effectiveFrom !== undefined && effectiveFrom?.getTime() !== current.effectiveFrom?.getTime()) changes.effectiveFrom = effectiveFrom;
  if (metadata && sortedJson(metadata) !== sortedJson(current.metadata as Json)) changes.metadata = metadata as Prisma.InputJsonObject;
  return changes;
}

/** A document that could not be opened before and can be now. */
function healed(current: DocumentRow, reading: DocumentReading): Prisma.DocumentUpdateManyMutationInput {
  if (current.state !== 'failed' || !reading.layer) return {};
  const { layer, mediaType, problem } = reading;
  return { state: 'ready', mediaType, layout: layer.layout, pageCount: layer.pages.length, problem };
}

function identity(row: DocumentRow): { [key: string]: Json } {
  return { document_id: row.documentId, version: row.version, sha256: row.sha256 };
}

/** Runs that cite the document are checked again, once however many versions arrive meanwhile. */
async function requestRecheck(tx: Tx, projectId: string, documentId: string): Promise<void> {
  await enqueueJob(tx, 'recheck-document', { projectId, documentId }, { key: `recheck-document:${projectId}:${documentId}` });
}

/** Key order means nothing in JSON, and the database changes it. */
function sortedJson(value: Json): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
