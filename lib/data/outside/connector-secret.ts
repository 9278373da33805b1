// Encrypts the credentials of connectors under a key that follows from the installation's secret. They are opened by the worker and
// by the test button, and go nowhere else.
import 'server-only';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '@/lib/env';
import { unavailable } from '@/lib/errors';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface ConnectorKey {
  projectId: string;
  connectorId: string;
}

/** AES-256-GCM: nonce, tag, ciphertext. Bound to its row: moved to another one it does not open. */
export function sealConnectorSecret(secret: string, key: ConnectorKey): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', encryptionKey(), nonce).setAAD(associated(key));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}

/** Throws `unavailable` when it does not open: another installation's secret, or a changed row. */
export function openConnectorSecret(sealed: Uint8Array | null, key: ConnectorKey): string {
  if (sealed === null) return '';
  const bytes = Buffer.from(sealed);
  try {
    const decipher = createDecipheriv('aes-256-gcm', encryptionKey(), bytes.subarray(0, NONCE_BYTES)).setAAD(associated(key));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    throw unavailable(
      'secret_unreadable',
      'The credential cannot be decrypted: the secret of this installation has changed. Enter it anew.',
    );
  }
}

function encryptionKey(): Buffer {
  const secret = env().COUNTERSIGN_SECRET;
  if (!secret) throw unavailable('no_secret', 'This process has no COUNTERSIGN_SECRET, without which no credential can be stored or read.');
  return Buffer.from(hkdfSync('sha256', secret, '', 'countersign connector secret', 32));
}

function associated({ projectId, connectorId }: ConnectorKey): Buffer {
  return Buffer.from(`connector ${projectId} ${connectorId}`);
}
