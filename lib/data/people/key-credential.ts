// What the database knows of a presented API key: one indexed lookup, never cached, so that a revocation counts from the next request.
import 'server-only';
import { roleSchema, scopeSchema } from '@/lib/domain/policy';
import type { Role, Scope } from '@/lib/domain/policy';
import { z } from 'zod';
import { globalDatabase } from '@/lib/data/database';

export interface KeyCredential {
  keyId: string;
  name: string;
  secretHash: Buffer;
  projectId: string;
  projectSlug: string;
  scopes: Scope[];
  /** Null for a key that belongs to nobody. */
  userId: string | null;
  userName: string | null;
  /** The role that the person has now; null when a personal key's owner is no longer a member. */
  role: Role | null;
  /** Why the key itself is no good any more; null while it is. */
  refusal: 'revoked' | 'expired' | 'person' | null;
  lastUsedAt: Date | null;
}

interface Row {
  key_id: string;
  name: string;
  secret_hash: Uint8Array;
  project_id: string;
  slug: string;
  scopes: string[];
  user_id: string | null;
  user_name: string | null;
  role: string | null;
  refusal: KeyCredential['refusal'];
  last_used_at: Date | null;
}

/** The key with that id, with its person's role as it is now; null when there is none. */
export async function findKeyCredential(keyId: string): Promise<KeyCredential | null> {
  const [row] = await globalDatabase().$queryRaw<Row[]>`
    SELECT k.key_id, k.name, k.secret_hash, k.project_id::text AS project_id, p.slug, k.scopes, k.user_id::text AS user_id,
           u.name AS user_name, m.role, k.last_used_at,
           CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked' WHEN k.expires_at <= now() THEN 'expired'
             WHEN k.user_id IS NOT NULL AND (u.id IS NULL OR u.is_disabled) THEN 'person' END AS refusal
    FROM api_key k
    JOIN project p ON p.id = k.project_id
    LEFT JOIN "user" u ON u.id = k.user_id
    LEFT JOIN membership m ON m.project_id = k.project_id AND m.user_id = k.user_id
    WHERE k.key_id = ${keyId}`;
  if (!row) return null;
  return {
    keyId: row.key_id,
    name: row.name,
    secretHash: Buffer.from(row.secret_hash),
    projectId: row.project_id,
    projectSlug: row.slug,
    scopes: z.array(scopeSchema).parse(row.scopes),
    userId: row.user_id,
    userName: row.user_name,
    role: row.role === null ? null : roleSchema.parse(row.role),
    refusal: row.refusal,
    lastUsedAt: row.last_used_at,
  };
}

/** Notes a use, at most once a minute: a key that sends a thousand batches a second must not make a thousand writes. */
export async function touchKey(credential: Pick<KeyCredential, 'keyId' | 'lastUsedAt'>, now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - 60_000);
  if (credential.lastUsedAt && credential.lastUsedAt > before) return;
  await globalDatabase().$executeRaw`
    UPDATE api_key SET last_used_at = ${now} WHERE key_id = ${credential.keyId} AND (last_used_at IS NULL OR last_used_at <= ${before})`;
}

/** Notes why a request was refused last. */
export async function noteKeyRefusal(keyId: string, why: string, now = new Date()): Promise<void> {
  await globalDatabase().$executeRaw`
    UPDATE api_key SET last_refused_at = ${now}, last_refusal = ${why.slice(0, 500)} WHERE key_id = ${keyId}`;
}
