// Pictures, sound and files that came inside traces or beside them: bytes in the blob store by their hash, a row that says what became of them.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { mediaReference, refusedMediaMark } from '@/lib/domain/media-reference';
import { blobStore } from '@/lib/documents/blob-store';
import { sha256Hex } from '@/lib/documents/damaged-blob';
import { ExpectedError, forbidden, notFound } from '@/lib/errors';
import { withProject, withProjectSql } from '@/lib/data/database';
import { redactMedia, type SentMedium, type TreatedMedium } from '@/lib/data/privacy/redact-media';

const MEDIA_KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface StoredMedia {
  sha256: string;
  mediaType: string;
  bytes: Uint8Array;
}

interface MediaRow {
  /** By which it is asked for. */
  sha256: string;
  byteSize: number;
  mediaType: string;
  kept: string;
  /** By which the bytes are stored where that is another one. */
  storedSha256: string | null;
  sealedBy: number | null;
}

/**
 * Media that a sender calls by their hash, as the privacy rules leave them: they are asked for by that hash ever after. Durable when
 * it resolves; what is there already stays as it is.
 */
export async function storeMedia(projectId: string, media: readonly SentMedium[]): Promise<void> {
  if (media.length === 0) return;
  const rows: MediaRow[] = [];
  for (const { bytes, ...came } of await redactMedia(projectId, media)) {
    const stored = bytes && (await put(projectId, bytes));
    rows.push({ ...came, storedSha256: stored === came.sha256 ? null : stored });
  }
  await insertRows(projectId, rows);
}

/**
 * Media that were lifted out of texts. Answers by the hash of each that is not kept as it came what stands in its place: the
 * reference of the masked text, so that nothing tells the hash of a text that holds a value, or the mark of what was refused.
 */
export async function storeLifted(projectId: string, media: readonly SentMedium[]): Promise<Map<string, string>> {
  const instead = new Map<string, string>();
  if (media.length === 0) return instead;
  const rows: MediaRow[] = [];
  for (const { bytes, ...came } of await redactMedia(projectId, media)) {
    const stored = bytes && (await put(projectId, bytes));
    if (stored === null) instead.set(came.sha256, refusedMediaMark(came.mediaType, came.byteSize));
    else {
      const row = unnamedRow(came, bytes, stored);
      if (came.kept === 'masked') instead.set(came.sha256, mediaReference(stored, came.mediaType, row.byteSize));
      rows.push(row);
    }
  }
  await insertRows(projectId, rows);
  return instead;
}

/**
 * A medium that traces name by a key of their sender's, as the privacy rules leave it. The first that comes with the key stays, and
 * no other is stored.
 */
export async function storeKeyed(projectId: string, key: string, medium: SentMedium): Promise<void> {
  for (const { bytes, ...came } of await redactMedia(projectId, [medium])) {
    const row = unnamedRow(came, bytes, bytes && sha256Hex(bytes));
    if (!(await holdsKey(projectId, key, row.sha256))) continue;
    if (bytes) await put(projectId, bytes);
    await insertRows(projectId, [row]);
  }
}

async function holdsKey(projectId: string, key: string, sha256: string): Promise<boolean> {
  return withProject(projectId, async (tx) => {
    await tx.mediaKey.createMany({ data: { projectId, key, sha256 }, skipDuplicates: true });
    const held = await tx.mediaKey.findUniqueOrThrow({ where: { projectId_key: { projectId, key } }, select: { sha256: true } });
    return held.sha256 === sha256;
  });
}

/** Nobody calls it by the hash that it came with, so a masked text goes by its own and nothing tells that of the other. */
function unnamedRow(came: Omit<TreatedMedium, 'bytes'>, bytes: Uint8Array | null, stored: string | null): MediaRow {
  if (came.kept === 'masked' && bytes && stored) return { ...came, sha256: stored, byteSize: bytes.length, storedSha256: null };
  return { ...came, storedSha256: stored === came.sha256 ? null : stored };
}

export async function hasMedia(actor: Actor, sha256: string): Promise<boolean> {
  if (!can(actor, 'run.ingest')) throw forbidden('send runs');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => (await tx.blob.count({ where: { projectId, sha256, kept: { not: 'refused' } } })) > 0);
}

/**
 * By the whole hash, its first 33 digits, or the key that its sender gave it. Throws `not_found` (`media_refused` where the privacy rules had it left out), `forbidden`
 * for those who may not see what is in a run, and `media_sealed` for what has to be asked for with a purpose.
 */
export async function getMedia(actor: Actor, id: string): Promise<StoredMedia> {
  if (!can(actor, 'run.read') || !can(actor, 'run.read_raw')) throw forbidden('see what is in runs');
  const { projectId } = actor;
  const row = await findMediaRow(projectId, id);
  if (row?.kept === 'refused')
    throw new ExpectedError(
      'not_found',
      'media_refused',
      'The privacy rules of this project had this medium left out. It was never stored.',
    );
  if (row?.kept === 'sealed')
    throw new ExpectedError(
      'forbidden',
      'media_sealed',
      'The privacy rules of this project have this medium sealed. Ask for it with a purpose: POST /api/v1/vault/reveal.',
    );
  const bytes = row && (await (await blobStore()).get(projectId, row.storedSha256 ?? row.sha256));
  if (!row || !bytes) throw notFound('media');
  return { sha256: row.sha256, mediaType: row.mediaType, bytes };
}

export async function findMediaRow(projectId: string, id: string): Promise<MediaRow | null> {
  const hash = MEDIA_KEY.test(id) ? await hashOfKey(projectId, id) : id;
  if (!/^[0-9a-f]{33,64}$/.test(hash)) return null;
  const row = await withProject(projectId, (tx) => tx.blob.findFirst({ where: { projectId, sha256: { startsWith: hash } } }));
  return row && { ...row, byteSize: Number(row.byteSize) };
}

/** Empty when nothing came with it. */
async function hashOfKey(projectId: string, key: string): Promise<string> {
  const row = await withProject(projectId, (tx) =>
    tx.mediaKey.findUnique({ where: { projectId_key: { projectId, key } }, select: { sha256: true } }),
  );
  return row?.sha256 ?? '';
}

async function put(projectId: string, bytes: Uint8Array): Promise<string> {
  const sha256 = sha256Hex(bytes);
  await (await blobStore()).put(projectId, sha256, bytes);
  return sha256;
}

/** One that was refused before rules were changed is kept when it comes again. */
async function insertRows(projectId: string, media: readonly MediaRow[]): Promise<void> {
  const rows = [...new Map(media.map((row) => [row.sha256, row])).values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  if (rows.length === 0) return;
  await withProjectSql(projectId, (client) =>
    client.query(
      `INSERT INTO blob (project_id, sha256, byte_size, media_type, kept, stored_sha256, sealed_by, created_at)
       SELECT $1::uuid, u.sha256, u.byte_size, u.media_type, u.kept, u.stored_sha256, u.sealed_by, now()
       FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::int[])
         AS u(sha256, byte_size, media_type, kept, stored_sha256, sealed_by)
       ON CONFLICT (project_id, sha256) DO UPDATE
         SET kept = excluded.kept, stored_sha256 = excluded.stored_sha256, sealed_by = excluded.sealed_by
         WHERE blob.kept = 'refused' AND excluded.kept <> 'refused'`,
      [
        projectId,
        rows.map(({ sha256 }) => sha256),
        rows.map(({ byteSize }) => byteSize),
        rows.map(({ mediaType }) => mediaTypeOf(mediaType)),
        rows.map(({ kept }) => kept),
        rows.map(({ storedSha256 }) => storedSha256),
        rows.map(({ sealedBy }) => sealedBy),
      ],
    ),
  );
}

/** A sender's word for a type is used only where it is one. */
function mediaTypeOf(word: string): string {
  const type = word.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type : 'application/octet-stream';
}
