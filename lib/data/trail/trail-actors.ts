// Today's names for the ids of actors in a trail: users, and keys that act for nobody.
import 'server-only';
import { z } from 'zod';
import type { Tx } from '@/lib/data/database';

/** By id; ids without a user or key of the project are left out. */
export async function actorNames(tx: Tx, projectId: string, actorIds: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actorIds)];
  if (ids.length === 0) return new Map();
  const userIds = ids.filter((id) => z.uuid().safeParse(id).success);
  const users = await tx.user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } });
  const keys = await tx.apiKey.findMany({ where: { projectId, keyId: { in: ids } }, select: { keyId: true, name: true } });
  return new Map([...users.map(({ id, name }) => [id, name] as const), ...keys.map(({ keyId, name }) => [keyId, name] as const)]);
}
