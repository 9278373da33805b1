// From a presented API key to the actor that it stands for.
import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { findKeyCredential, noteKeyRefusal, touchKey } from '@/lib/data/people/key-credential';
import { KEY_REFUSALS } from '@/lib/domain/key-refusal';
import { roleOfKey } from '@/lib/domain/key-role';
import { readKeyText } from '@/lib/domain/key-secret';
import type { Actor } from '@/lib/domain/policy';
import { log } from '@/lib/log';

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
  if (!credential) return null;
  const role = credential.userId === null ? roleOfKey(credential.scopes) : credential.role;
  const refusal = isRight ? (credential.refusal ?? (role === null ? 'person' : null)) : 'secret';
  if (refusal !== null || role === null) {
    tellRefusal(credential.keyId, KEY_REFUSALS[refusal ?? 'person']);
    return null;
  }
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

/** One reason of one key is noted every few seconds at most: a key that is refused a thousand times a second makes no writes for it. */
const TOLD_EVERY_MS = 5000;
const REASON_CHARS = 24;
const MAX_TOLD = 10_000;
const toldAt = new Map<string, number>();

/** For the people of the key's project. Nobody waits for it: the time of an answer must not tell which ids exist. */
export function tellRefusal(keyId: string, why: string): void {
  const [key, now] = [`${keyId} ${why.slice(0, REASON_CHARS)}`, performance.now()];
  if (now - (toldAt.get(key) ?? Number.NEGATIVE_INFINITY) < TOLD_EVERY_MS) return;
  if (toldAt.size >= MAX_TOLD) toldAt.clear();
  toldAt.set(key, now);
  noteKeyRefusal(keyId, why).catch((error: unknown) => log.warn({ err: error, keyId }, 'key: a refusal could not be noted'));
}
