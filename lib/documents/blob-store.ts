// Where the bytes of documents are kept, addressed by project and SHA-256: a folder by default, S3 when a bucket is set.
import { join } from 'node:path';
import { env } from '@/lib/env';
import type { Env } from '@/lib/env';
import { folderBlobStore } from './folder-blob-store';

/** Both members take the hash as 64 hex digits. Bytes are never changed: the same hash is the same bytes. */
export interface BlobStore {
  /** Durable when it resolves. Storing what is there already costs nothing. */
  put(projectId: string, sha256: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, proven to have the hash; null when there are none. Throws DamagedBlob when they are not what was stored. */
  get(projectId: string, sha256: string): Promise<Uint8Array | null>;
}

let store: { key: string; blobs: Promise<BlobStore> } | undefined;

/** The store that the settings name. One client a process; settings that change (tests) make a new one. */
export function blobStore(): Promise<BlobStore> {
  const settings = env();
  const key = JSON.stringify([settings.COUNTERSIGN_S3_ENDPOINT, settings.COUNTERSIGN_S3_BUCKET, settings.COUNTERSIGN_DATA_DIR]);
  if (store?.key !== key) store = { key, blobs: open(settings) };
  return store.blobs;
}

async function open(settings: Env): Promise<BlobStore> {
  if (!settings.COUNTERSIGN_S3_BUCKET) return folderBlobStore(join(settings.COUNTERSIGN_DATA_DIR, 'blobs'));
  // The client is large; a process that keeps blobs in a folder never loads it.
  const { s3BlobStore } = await import('./s3-blob-store');
  return s3BlobStore({
    bucket: settings.COUNTERSIGN_S3_BUCKET,
    endpoint: settings.COUNTERSIGN_S3_ENDPOINT,
    region: settings.COUNTERSIGN_S3_REGION,
    accessKeyId: settings.COUNTERSIGN_S3_ACCESS_KEY_ID,
    secretAccessKey: settings.COUNTERSIGN_S3_SECRET_ACCESS_KEY,
    isPathStyle: settings.COUNTERSIGN_S3_FORCE_PATH_STYLE === 'on',
  });
}
