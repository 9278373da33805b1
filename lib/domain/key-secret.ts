// API keys as text: `cs_<id>_<secret>`. Only SHA-256 of the secret is stored; with 256 random bits a slow hash would add nothing.
import { createHash, randomBytes } from 'node:crypto';
import { newId } from './new-id';

const SECRET_BYTES = 32;
const KEY_PATTERN = /^cs_([0-9A-Za-z-]{1,64})_(.{1,256})$/;
const HEX_ID = /^[0-9a-f]{32}$/;

export interface KeySecret {
  /** What is stored and shown: a UUID, so that a key can stand where an actor's id does. */
  keyId: string;
  /** The whole key, shown once. */
  text: string;
  secretHash: Buffer;
}

/** A new key. In its text the id has no hyphens, so that one double click selects more of it. */
export function createKeySecret(): KeySecret {
  const keyId = newId();
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { keyId, text: `cs_${keyId.replaceAll('-', '')}_${secret}`, secretHash: hashKeySecret(secret) };
}

/**
 * Id and secret hash of a key as somebody presented it, or null for what cannot be a key. A key that an operator chose for the
 * first start may have any form: its id then follows from its hash, so that finding it is still one indexed lookup.
 */
export function readKeyText(text: string): { keyId: string; secretHash: Buffer } | null {
  if (text === '' || text.length > 512) return null;
  const match = KEY_PATTERN.exec(text);
  if (!match?.[1] || !match[2])
    return { keyId: `own-${hashKeySecret(`id ${text}`).toString('hex').slice(0, 32)}`, secretHash: hashKeySecret(text) };
  return { keyId: storedId(match[1]), secretHash: hashKeySecret(match[2]) };
}

export function hashKeySecret(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}

function storedId(id: string): string {
  if (!HEX_ID.test(id)) return id;
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
}
