// Thrown when stored bytes are not what was stored: the disk or the bucket lost or changed some.
import { createHash } from 'node:crypto';

export class DamagedBlob extends Error {
  override readonly name = 'DamagedBlob';
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The bytes again, or DamagedBlob when they do not have the hash under which they are kept. */
export function verifiedBlob(bytes: Uint8Array, sha256: string, place: string): Uint8Array {
  const actual = sha256Hex(bytes);
  if (actual !== sha256)
    throw new DamagedBlob(`The bytes at ${place} have the SHA-256 ${actual} instead of ${sha256}. Restore them from a backup.`);
  return bytes;
}
