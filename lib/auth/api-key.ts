// From a presented API key to the actor that it stands for.
import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { findKeyCredential, touchKey } from '@/lib/data/people/key-credential';
import { roleOfKey } from '@/lib/domain/key-role';
import { readKeyText } from '@/lib/domain/key-secret';
import type { Actor } from '@/lib/domain/policy';

const NO_HASH = Buffer.alloc(32);

/**
 * The actor behind a key `cs_<id>_<secret>`, or null when it is unknown, wrong, revoked or expired, or when its person is
 * disabled or no longer a member. A personal key acts in the role that its person has now, narrowed by the key's scopes; a key
 * of nobody acts in the role that its scopes need (`roleOfKey`).
 */
export async function authenticateKey(presented: string): Promise<Actor | null> {
  const key = readKeyText(presented);
  const credential = key && (await findKeyCredential(key.keyId));
  // Compared even when there is no such key, so that the time taken does not tell which ids exist.
  const isRight = timingSafeEqual(credential?.secretHash ?? NO_HASH, key?.secretHash ?? NO_HASH);
  if (!credential || !isRight || !credential.isUsable) return null;
  const role = credential.userId === null ? roleOfKey(credential.scopes) : credential.role;
  if (role === null) return null;
  await touchKey(credential);
  return {
    userId: credential.userId,
    name: credential.userName ?? credential.name,
    projectId: credential.projectId,
    projectSlug: credential.projectSlug,
    role,
    via: 'key',
    scopes: credential.scopes,
    keyId: credential.keyId,
  };
}
