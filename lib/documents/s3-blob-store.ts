// Blobs in a bucket of any S3-compatible store. Keys are the same as in a folder, so one can be copied into the other.
import { GetObjectCommand, HeadObjectCommand, NoSuchKey, NotFound, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { blobKey } from './blob-key';
import type { BlobStore } from './blob-store';
import { verifiedBlob } from './damaged-blob';

export interface S3Settings {
  bucket: string;
  /** Of a store other than AWS. */
  endpoint: string | undefined;
  region: string;
  /** Without keys the client looks where AWS clients look: role, profile, instance. */
  accessKeyId: string | undefined;
  secretAccessKey: string | undefined;
  isPathStyle: boolean;
}

export function s3BlobStore(settings: S3Settings): BlobStore {
  const { bucket, accessKeyId, secretAccessKey } = settings;
  const client = new S3Client({
    region: settings.region,
    forcePathStyle: settings.isPathStyle,
    ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    // Many compatible stores do not know the newer checksum trailers; the hash is checked on every read here anyway.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    async put(projectId, sha256, bytes) {
      const key = blobKey(projectId, sha256).join('/');
      const stored = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })).catch(absentAsNull);
      if (stored?.ContentLength === bytes.length) return;
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentLength: bytes.length }));
    },
    async get(projectId, sha256) {
      const key = blobKey(projectId, sha256).join('/');
      const stored = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch(absentAsNull);
      const bytes = await stored?.Body?.transformToByteArray();
      return bytes ? verifiedBlob(bytes, sha256, `s3://${bucket}/${key}`) : null;
    },
  };
}

function absentAsNull(error: unknown): null {
  if (error instanceof NoSuchKey || error instanceof NotFound) return null;
  throw error;
}
