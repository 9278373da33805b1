// Links that let one person in once: an invitation to a project, or a way to choose a new password. There is no mail server, so
// whoever makes a link hands it over; only a hash of it is stored.
import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@/lib/domain/new-id';
import { emailSchema, personNameSchema } from '@/lib/domain/password-rule';
import { can, roleSchema } from '@/lib/domain/policy';
import type { Actor, Role } from '@/lib/domain/policy';
import { conflict, forbidden, notFound } from '@/lib/errors';
import { z } from 'zod';
import { withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';
import { actorId } from './members';
import { appendTrail } from '@/lib/data/trail/trail';

const INVITATION_DAYS = 7;
const RESET_HOURS = 24;
const HOUR_MS = 3_600_000;

export interface Invitation {
  linkId: string;
  email: string;
  name: string;
  role: Role;
  createdAt: string;
  expiresAt: string;
  isExpired: boolean;
}

/** The secret part of a link, shown once. */
export interface MadeLink {
  token: string;
  expiresAt: string;
}

export const invitationSchema = z.strictObject({ email: emailSchema, name: personNameSchema, role: roleSchema });

/** Invitations that nobody has accepted yet, newest first. */
export async function listInvitations(actor: Actor): Promise<Invitation[]> {
  if (!can(actor, 'member.read')) throw forbidden('see invitations');
  const { projectId } = actor;
  const rows = await withProject(projectId, (tx) =>
    tx.signInLink.findMany({
      where: { projectId, kind: 'join', usedAt: null, revokedAt: null },
      omit: { tokenHash: true },
      orderBy: [{ createdAt: 'desc' }, { linkId: 'desc' }],
    }),
  );
  return rows.map(({ linkId, email, name, role, createdAt, expiresAt }) => ({
    linkId,
    email,
    name,
    role: roleSchema.parse(role),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isExpired: expiresAt <= new Date(),
  }));
}

/** Invites somebody. An earlier invitation of the same address stops working. `conflict` when they are a member already. */
export async function inviteMember(actor: Actor, invitation: z.input<typeof invitationSchema>): Promise<MadeLink> {
  const createdBy = requireInviter(actor);
  const { email, name, role } = invitationSchema.parse(invitation);
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const member = await tx.membership.findFirst({ where: { projectId, user: { email } }, select: { userId: true } });
    if (member) throw conflict('already_member', `${email} is a member of this project already.`);
    await tx.signInLink.updateMany({
      where: { projectId, kind: 'join', email, usedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    const made = await storeLink(tx, { projectId, kind: 'join', email, name, role, createdBy }, INVITATION_DAYS * 24 * HOUR_MS);
    await appendTrail(tx, projectId, [
      { type: 'member.invited', at: new Date(), actorId: createdBy, facts: { link_id: made.linkId, role }, committed: { email, name } },
    ]);
    return made;
  });
}

export async function revokeInvitation(actor: Actor, linkId: string): Promise<void> {
  const { projectId } = actor;
  requireInviter(actor);
  await withProject(projectId, async (tx) => {
    const { count } = await tx.signInLink.updateMany({
      where: { projectId, linkId: z.uuid().parse(linkId), kind: 'join', usedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw notFound('open invitation');
    await appendTrail(tx, projectId, [
      { type: 'member.invitation_revoked', at: new Date(), actorId: actorId(actor), facts: { link_id: linkId } },
    ]);
  });
}

/**
 * A link by which a member chooses a new password. Only for people whose every membership is in this project: an owner here must
 * not be able to get into somebody's account elsewhere. Nor for administrators, nor for accounts that sign in elsewhere only.
 */
export async function createResetLink(actor: Actor, userId: string): Promise<MadeLink> {
  const createdBy = requireInviter(actor);
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const member = await tx.membership.findFirst({
      where: { projectId, userId: z.uuid().parse(userId) },
      select: {
        user: { select: { email: true, name: true, isAdmin: true, passwordHash: true, memberships: { select: { projectId: true } } } },
      },
    });
    if (!member) throw notFound('member');
    const { user } = member;
    if (user.isAdmin || user.memberships.some((each) => each.projectId !== projectId)) {
      throw conflict('not_only_here', `${user.name} has access beyond this project, so the account is not this project's to reset.`);
    }
    if (user.passwordHash === null)
      throw conflict('no_password', `${user.name} signs in at the identity provider; there is no password to reset here.`);
    await tx.signInLink.updateMany({
      where: { projectId, kind: 'reset', userId, usedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    const made = await storeLink(
      tx,
      { projectId, kind: 'reset', email: user.email, name: user.name, userId, createdBy },
      RESET_HOURS * HOUR_MS,
    );
    await appendTrail(tx, projectId, [
      { type: 'member.reset_offered', at: new Date(), actorId: createdBy, facts: { link_id: made.linkId, user_id: userId } },
    ]);
    return made;
  });
}

export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token, 'utf8').digest());
}

interface NewLink {
  projectId: string;
  kind: 'join' | 'reset';
  email: string;
  name: string;
  role?: Role;
  userId?: string;
  createdBy: string;
}

async function storeLink(tx: Tx, link: NewLink, lifeMs: number): Promise<MadeLink & { linkId: string }> {
  const token = randomBytes(32).toString('base64url');
  const [linkId, createdAt] = [newId(), new Date()];
  const expiresAt = new Date(createdAt.getTime() + lifeMs);
  await tx.signInLink.create({ data: { ...link, linkId, tokenHash: hashToken(token), createdAt, expiresAt } });
  return { token, linkId, expiresAt: expiresAt.toISOString() };
}

function requireInviter(actor: Actor): string {
  if (!can(actor, 'member.edit') || actor.userId === null) throw forbidden('invite members');
  return actor.userId;
}
