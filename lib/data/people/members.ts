// The members of a project: who they are, in which role, and changes of both. A project always keeps an owner.
import 'server-only';
import { can, roleSchema } from '@/lib/domain/policy';
import type { Actor, Role } from '@/lib/domain/policy';
import { conflict, forbidden, notFound } from '@/lib/errors';
import { z } from 'zod';
import { withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';
import { revokeKeysOf } from './keys';
import { appendTrail } from '@/lib/data/trail/trail';

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: string;
  /** When they were last here with a browser, in whatever project; null for never. */
  seenAt: string | null;
  isDisabled: boolean;
  signsInBy: 'password' | 'single sign-on' | 'both' | 'nothing yet';
}

export const roleChangeSchema = z.strictObject({ userId: z.uuid(), role: roleSchema });

export async function listMembers(actor: Actor): Promise<Member[]> {
  if (!can(actor, 'member.read')) throw forbidden('see the members');
  const { projectId } = actor;
  const rows = await withProject(projectId, (tx) =>
    tx.membership.findMany({
      where: { projectId },
      select: {
        role: true,
        createdAt: true,
        user: {
          select: {
            id: true,
            name: true,
            email: true,
            isDisabled: true,
            passwordHash: true,
            oidcSubject: true,
            sessions: { select: { seenAt: true }, orderBy: { seenAt: 'desc' }, take: 1 },
          },
        },
      },
      orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
    }),
  );
  return rows.map(({ role, createdAt, user }) => ({
    userId: user.id,
    name: user.name,
    email: user.email,
    role: roleSchema.parse(role),
    joinedAt: createdAt.toISOString(),
    seenAt: user.sessions[0]?.seenAt.toISOString() ?? null,
    isDisabled: user.isDisabled,
    signsInBy: signsInBy(user.passwordHash !== null, user.oidcSubject !== null),
  }));
}

/** Gives a member another role; it counts from their next request. `conflict` when the project would be left without an owner. */
export async function changeRole(actor: Actor, change: z.input<typeof roleChangeSchema>): Promise<void> {
  if (!can(actor, 'member.edit')) throw forbidden('change roles');
  const { userId, role } = roleChangeSchema.parse(change);
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const before = await lockMember(tx, projectId, userId);
    if (before === role) return;
    if (before === 'owner') await requireOtherOwner(tx, projectId, userId);
    await tx.membership.update({ where: { projectId_userId: { projectId, userId } }, data: { role } });
    await appendTrail(tx, projectId, [
      { type: 'member.role_changed', at: new Date(), actorId: actorId(actor), facts: { user_id: userId, before, after: role } },
    ]);
  });
}

/** Takes a member out of the project, by an owner or by themselves; their personal keys here are revoked with it. */
export async function removeMember(actor: Actor, userId: string): Promise<void> {
  if (userId !== actor.userId && !can(actor, 'member.edit')) throw forbidden('remove members');
  if (actor.via === 'key' && !can(actor, 'member.edit')) throw forbidden('remove members');
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const role = await lockMember(tx, projectId, z.uuid().parse(userId));
    if (role === 'owner') await requireOtherOwner(tx, projectId, userId);
    await tx.membership.delete({ where: { projectId_userId: { projectId, userId } } });
    const revoked = await revokeKeysOf(tx, projectId, userId);
    await appendTrail(tx, projectId, [
      { type: 'member.removed', at: new Date(), actorId: actorId(actor), facts: { user_id: userId, role, revoked_keys: revoked } },
    ]);
  });
}

/** The id that the trail names an actor by. */
export function actorId(actor: Actor): string | null {
  return actor.userId ?? actor.keyId ?? null;
}

/** The member's role, with all memberships of the project's owners and of the member locked until the transaction ends. */
async function lockMember(tx: Tx, projectId: string, userId: string): Promise<Role> {
  const rows = await tx.$queryRaw<{ user_id: string; role: string }[]>`
    SELECT user_id::text, role FROM membership
    WHERE project_id = ${projectId}::uuid AND (role = 'owner' OR user_id = ${userId}::uuid)
    ORDER BY user_id FOR UPDATE`;
  const row = rows.find((each) => each.user_id === userId);
  if (!row) throw notFound('member');
  return roleSchema.parse(row.role);
}

async function requireOtherOwner(tx: Tx, projectId: string, userId: string): Promise<void> {
  const others = await tx.membership.count({ where: { projectId, role: 'owner', userId: { not: userId }, user: { isDisabled: false } } });
  if (others === 0) throw conflict('last_owner', 'This is the only owner. Make somebody else an owner first.');
}

function signsInBy(hasPassword: boolean, hasOidc: boolean): Member['signsInBy'] {
  if (hasPassword && hasOidc) return 'both';
  if (hasPassword) return 'password';
  return hasOidc ? 'single sign-on' : 'nothing yet';
}
