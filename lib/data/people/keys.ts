// The API keys of a project: listed without their secrets, created once, revoked for good.
import 'server-only';
import { isMixedKey, roleOfKey } from '@/lib/domain/key-role';
import { createKeySecret } from '@/lib/domain/key-secret';
import { plainNameSchema } from '@/lib/domain/plain-name';
import { can, PERMISSIONS, scopeSchema } from '@/lib/domain/policy';
import type { Actor, PermissionName, Scope } from '@/lib/domain/policy';
import { conflict, forbidden, invalid, notFound } from '@/lib/errors';
import { z } from 'zod';
import { standingRefusal } from '@/lib/domain/key-refusal';
import { withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';
import { appendTrail } from '@/lib/data/trail/trail';

export interface ApiKeyRow {
  keyId: string;
  name: string;
  scopes: Scope[];
  /** Whom it acts as; null for a key of nobody. */
  person: { userId: string; name: string } | null;
  createdBy: string;
  createdAt: string;
  lastUsedAt: string | null;
  /** Set while the last that was heard of it is a refusal. */
  refusal: { at: string; why: string } | null;
  expiresAt: string | null;
  state: 'active' | 'expired' | 'revoked';
  /** Whether this actor may revoke it. */
  isRevocable: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export const newKeySchema = z.strictObject({
  name: plainNameSchema(80),
  scopes: z
    .array(scopeSchema)
    .min(1, 'choose at least one')
    .transform((scopes) => [...new Set(scopes)]),
  /** Acts as the person who creates it, instead of as nobody. */
  isPersonal: z.boolean(),
  /** Null for a key that does not expire. */
  expiresInDays: z.number().int().min(1).max(3650).nullable(),
});
export type NewKey = z.infer<typeof newKeySchema>;

/** All keys for those who may see them, otherwise the actor's own. Newest first. */
export async function listKeys(actor: Actor): Promise<ApiKeyRow[]> {
  const { projectId } = actor;
  const own = can(actor, 'key.read') ? {} : { userId: requireOwn(actor) };
  return withProject(projectId, async (tx) => {
    const rows = await tx.apiKey.findMany({
      where: { projectId, ...own },
      omit: { secretHash: true },
      orderBy: [{ createdAt: 'desc' }, { keyId: 'desc' }],
    });
    const ids = [...new Set(rows.flatMap(({ userId, createdBy }) => [userId ?? createdBy, createdBy]))];
    const names = new Map(
      (await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })).map(({ id, name }) => [id, name]),
    );
    return rows.map((row) => ({
      keyId: row.keyId,
      name: row.name,
      scopes: z.array(scopeSchema).parse(row.scopes),
      person: row.userId === null ? null : { userId: row.userId, name: names.get(row.userId) ?? 'somebody who is gone' },
      createdBy: names.get(row.createdBy) ?? 'somebody who is gone',
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      refusal: standingRefusal(row),
      expiresAt: row.expiresAt?.toISOString() ?? null,
      state: row.revokedAt ? 'revoked' : row.expiresAt && row.expiresAt <= new Date() ? 'expired' : 'active',
      isRevocable: row.revokedAt === null && mayRevoke(actor, row.userId),
    }));
  });
}

/** Makes a key and answers its whole text, which nobody sees again. */
export async function createKey(actor: Actor, key: z.input<typeof newKeySchema>): Promise<{ keyId: string; text: string }> {
  const { name, scopes, isPersonal, expiresInDays } = newKeySchema.parse(key);
  const userId = actor.userId;
  if (!can(actor, isPersonal ? 'key.own' : 'key.edit') || userId === null) throw forbidden('create API keys');
  if (actor.via === 'key' && scopes.some((scope) => !actor.scopes.includes(scope)))
    throw forbidden('create a key with more scopes than this one has');
  if (!isPersonal) requireGrantable(actor, scopes);
  const { projectId } = actor;
  const { keyId, text, secretHash } = createKeySecret();
  const createdAt = new Date();
  const expiresAt = expiresInDays === null ? null : new Date(createdAt.getTime() + expiresInDays * DAY_MS);
  const owner = isPersonal ? userId : null;
  await withProject(projectId, async (tx) => {
    await tx.apiKey.create({
      data: {
        keyId,
        projectId,
        userId: owner,
        name,
        secretHash: new Uint8Array(secretHash),
        scopes,
        createdBy: userId,
        createdAt,
        expiresAt,
      },
    });
    const facts = { key_id: keyId, scopes, user_id: owner, expires_at: expiresAt?.toISOString() ?? null };
    await appendTrail(tx, projectId, [{ type: 'key.created', at: createdAt, actorId: userId, facts, committed: { name } }]);
  });
  return { keyId, text };
}

/** Revokes a key: it is refused from the next request on. `conflict` when somebody was faster. */
export async function revokeKey(actor: Actor, keyId: string): Promise<void> {
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const key = await tx.apiKey.findFirst({ where: { projectId, keyId }, select: { userId: true } });
    if (!key || (!mayRevoke(actor, key.userId) && !can(actor, 'key.read'))) throw notFound('API key');
    if (!mayRevoke(actor, key.userId)) throw forbidden('revoke this key');
    const { count } = await tx.apiKey.updateMany({ where: { projectId, keyId, revokedAt: null }, data: { revokedAt: new Date() } });
    if (count === 0) throw conflict('already_revoked', 'This key was revoked before.');
    await appendTrail(tx, projectId, [
      { type: 'key.revoked', at: new Date(), actorId: actor.userId ?? actor.keyId ?? null, facts: { key_id: keyId } },
    ]);
  });
}

/** Revokes the personal keys of somebody who leaves the project; answers their ids, for the entry that records the leaving. */
export async function revokeKeysOf(tx: Tx, projectId: string, userId: string): Promise<string[]> {
  const keys = await tx.apiKey.findMany({ where: { projectId, userId, revokedAt: null }, select: { keyId: true } });
  const keyIds = keys.map(({ keyId }) => keyId);
  await tx.apiKey.updateMany({ where: { projectId, keyId: { in: keyIds }, revokedAt: null }, data: { revokedAt: new Date() } });
  return keyIds;
}

/** A key of nobody may do no more than the person who makes it: otherwise making keys would be a way to another role. */
function requireGrantable(actor: Actor, scopes: readonly Scope[]): void {
  if (isMixedKey(scopes)) {
    throw invalid('A key of nobody cannot both review and send or administer. Make it personal, or make two keys.', [
      { path: '/scopes', detail: 'review goes together with read only' },
    ]);
  }
  const key = { role: roleOfKey(scopes), via: 'key' as const, scopes };
  const excess = (Object.keys(PERMISSIONS) as PermissionName[]).find((permission) => can(key, permission) && !can(actor, permission));
  if (excess)
    throw invalid(
      `Your role cannot give this key what it asks for (${PERMISSIONS[excess].title.toLowerCase()}). Choose other scopes, or ask an owner.`,
      [{ path: '/scopes', detail: 'more than your own role may do' }],
    );
}

function mayRevoke(actor: Actor, ownerId: string | null): boolean {
  if (can(actor, 'key.edit')) return true;
  return ownerId !== null && ownerId === actor.userId && can(actor, 'key.own');
}

function requireOwn(actor: Actor): string {
  if (actor.userId === null || !can(actor, 'key.own')) throw forbidden('see API keys');
  return actor.userId;
}
