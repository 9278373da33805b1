// Pictures, sound and files that came inside traces: bytes in the blob store by their hash, a row that says what they are.
import 'server-only';
import { createHash } from 'node:crypto';
import { type Actor, can } from '@/lib/domain/policy';
import { blobStore } from '@/lib/documents/blob-store';
import { forbidden, notFound } from '@/lib/errors';
import { withProject, withProjectSql } from '@/lib/data/database';

export interface NewMedia {
  bytes: Uint8Array;
  mediaType: string;
}
export interface StoredMedia {
  sha256: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** Durable when it resolves; what is there already stays as it is. */
export async function storeMedia(projectId: string, media: readonly NewMedia[]): Promise<void> {
  if (media.length === 0) return;
  const store = await blobStore();
  const byHash = new Map(media.map((one) => [createHash('sha256').update(one.bytes).digest('hex'), one]));
  for (const [sha256, { bytes }] of byHash) await store.put(projectId, sha256, bytes);
  const rows = [...byHash].sort(([a], [b]) => (a < b ? -1 : 1));
  await withProjectSql(projectId, (client) =>
    client.query(
      `INSERT INTO blob (project_id, sha256, byte_size, media_type, created_at)
       SELECT $1::uuid, u.sha256, u.byte_size, u.media_type, now() FROM unnest($2::text[], $3::bigint[], $4::text[]) AS u(sha256, byte_size, media_type)
       ON CONFLICT (project_id, sha256) DO NOTHING`,
      [
        projectId,
        rows.map(([sha256]) => sha256),
        rows.map(([, { bytes }]) => bytes.length),
        rows.map(([, one]) => mediaTypeOf(one.mediaType)),
      ],
    ),
  );
}

export async function hasMedia(actor: Actor, sha256: string): Promise<boolean> {
  if (!can(actor, 'run.ingest')) throw forbidden('send runs');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => (await tx.blob.count({ where: { projectId, sha256 } })) > 0);
}

/** By the whole hash or its first 33 digits. Throws `not_found`, and `forbidden` for those who may not see what is in a run. */
export async function getMedia(actor: Actor, hash: string): Promise<StoredMedia> {
  if (!can(actor, 'run.read') || !can(actor, 'run.read_raw')) throw forbidden('see what is in runs');
  const { projectId } = actor;
  if (!/^[0-9a-f]{33,64}$/.test(hash)) throw notFound('media');
  const row = await withProject(projectId, (tx) =>
    tx.blob.findFirst({ where: { projectId, sha256: { startsWith: hash } }, select: { sha256: true, mediaType: true } }),
  );
  const bytes = row && (await (await blobStore()).get(projectId, row.sha256));
  if (!row || !bytes) throw notFound('media');
  return { ...row, bytes };
}

/** A sender's word for a type is used only where it is one. */
function mediaTypeOf(word: string): string {
  const type = word.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type : 'application/octet-stream';
}
