// AES-256-GCM with a random 96-bit nonce: nonce, tag and ciphertext in one. What it belongs to is bound by the associated data.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** `context` is authenticated, not stored: the same parts in the same order open it again. */
export function seal(key: Buffer, plain: Buffer, context: readonly string[]): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(bound(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws when key, context or any byte is not the one it was sealed with. */
export function open(key: Buffer, sealed: Buffer, context: readonly string[]): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(bound(context));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

export interface KeyEncryptionKey {
  /** Tells keys apart and tells nothing about them. */
  kekId: string;
  key: Buffer;
}

/** From a secret text of an operator: HKDF-SHA-256, so that one secret can serve other purposes as well. */
export function keyEncryptionKey(secret: string): KeyEncryptionKey {
  const key = Buffer.from(
    hkdfSync('sha256', Buffer.from(secret, 'utf8'), Buffer.alloc(0), 'countersign vault key-encryption key', KEY_BYTES),
  );
  return { kekId: createHash('sha256').update('kek id\0').update(key).digest('hex').slice(0, 16), key };
}

/** Each part with its length, so that no two lists are the same bytes. */
function bound(context: readonly string[]): Buffer {
  return Buffer.from(context.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''), 'utf8');
}
