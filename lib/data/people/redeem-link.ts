// The other end of a sign-in link: what it offers, and taking it. Whoever holds the link is not signed in yet, so the token is
// the only proof; one that is used, revoked, expired or wrong is the same as none.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import { newPasswordSchema, personNameSchema } from '@/lib/domain/password-rule';
import { roleSchema } from '@/lib/domain/policy';
import type { Role } from '@/lib/domain/policy';
import { conflict, ExpectedError, notFound } from '@/lib/errors';
import { z } from 'zod';
import { globalDatabase, withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';
import { hashPassword } from './password-hash';
import { recordForPerson } from '@/lib/data/trail/session-trail';
import { hashToken } from './sign-in-links';
import type { SignedIn } from './sessions';
import { appendTrail } from '@/lib/data/trail/trail';

interface FoundLink {
  projectId: string;
  projectName: string;
  linkId: string;
  email: string;
  name: string;
  role: Role | null;
  userId: string | null;
}

/** What the page of an invitation shows. `hasAccount`: whether somebody can sign in with this address already. */
export interface OfferedInvitation {
  projectName: string;
  projectSlug: string;
  email: string;
  name: string;
  role: Role;
  hasAccount: boolean;
}

export const newAccountSchema = z.strictObject({ name: personNameSchema, password: newPasswordSchema });

export async function findInvitation(projectSlug: string, token: string): Promise<OfferedInvitation | null> {
  const link = await findLink(projectSlug, token, 'join');
  if (!link) return null;
  const hasAccount = (await globalDatabase().user.count({ where: { email: link.email } })) > 0;
  return { projectName: link.projectName, projectSlug, email: link.email, name: link.name, role: roleSchema.parse(link.role), hasAccount };
}

/** Makes the account and the membership. `conflict` when there is an account by now: its owner has to sign in and accept. */
export async function joinAsNewPerson(projectSlug: string, token: string, account: z.input<typeof newAccountSchema>): Promise<string> {
  const { name, password } = newAccountSchema.parse(account);
  const link = await requireLink(projectSlug, token, 'join');
  const passwordHash = await hashPassword(password);
  const userId = newId();
  await withProject(link.projectId, async (tx) => {
    await useLink(tx, link);
    if (await tx.user.findUnique({ where: { email: link.email }, select: { id: true } })) {
      throw conflict('account_exists', `There is an account for ${link.email}. Sign in with it, then open the link again.`);
    }
    await tx.user.create({ data: { id: userId, email: link.email, name, passwordHash, createdAt: new Date() } });
    await join(tx, link, userId);
  });
  return userId;
}

/** Makes the membership for somebody who is signed in with the invited address. */
export async function joinAs(signedIn: Pick<SignedIn, 'userId' | 'email'>, projectSlug: string, token: string): Promise<void> {
  const link = await requireLink(projectSlug, token, 'join');
  if (signedIn.email !== link.email)
    throw new ExpectedError('forbidden', 'other_address', `This invitation is for ${link.email}. Sign in with that address.`);
  await withProject(link.projectId, async (tx) => {
    await useLink(tx, link);
    await join(tx, link, signedIn.userId);
  });
}

export async function findReset(projectSlug: string, token: string): Promise<{ email: string; name: string } | null> {
  const link = await findLink(projectSlug, token, 'reset');
  return link && { email: link.email, name: link.name };
}

/** Sets a new password, ends all sessions of the account and forgets its failed tries. Answers whose it was. */
export async function redeemReset(projectSlug: string, token: string, password: string): Promise<string> {
  const link = await requireLink(projectSlug, token, 'reset');
  const passwordHash = await hashPassword(newPasswordSchema.parse(password));
  const userId = link.userId;
  if (userId === null) throw notFound('link');
  await withProject(link.projectId, async (tx) => {
    await useLink(tx, link);
    const memberships = await tx.membership.findMany({ where: { userId }, select: { projectId: true } });
    // Since the link was made, the person may have joined another project or left this one; then it is not this project's to reset.
    if (memberships.length !== 1 || memberships[0]?.projectId !== link.projectId) throw notFound('link');
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await tx.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: new Date() } });
  });
  await recordForPerson(userId, {
    type: 'password.changed',
    at: new Date(),
    actorId: userId,
    facts: { user_id: userId, link_id: link.linkId },
  });
  return userId;
}

async function findLink(projectSlug: string, token: string, kind: 'join' | 'reset'): Promise<FoundLink | null> {
  const project = await globalDatabase().project.findUnique({ where: { slug: projectSlug }, select: { id: true, name: true } });
  if (!project || token.length > 200) return null;
  const projectId = project.id;
  const link = await withProject(projectId, (tx) =>
    tx.signInLink.findFirst({
      where: { projectId, tokenHash: hashToken(token), kind, usedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    }),
  );
  if (!link) return null;
  return {
    projectId,
    projectName: project.name,
    linkId: link.linkId,
    email: link.email,
    name: link.name,
    role: link.role === null ? null : roleSchema.parse(link.role),
    userId: link.userId,
  };
}

async function requireLink(projectSlug: string, token: string, kind: 'join' | 'reset'): Promise<FoundLink> {
  const link = await findLink(projectSlug, token, kind);
  if (!link) throw notFound('link: it was used, has expired or was taken back');
  return link;
}

/** One guarded statement: of two people with the same link, one gets in. */
async function useLink(tx: Tx, { projectId, linkId }: FoundLink): Promise<void> {
  const { count } = await tx.signInLink.updateMany({
    where: { projectId, linkId, usedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  if (count !== 1) throw notFound('link: it was used, has expired or was taken back');
}

async function join(tx: Tx, { projectId, linkId, role }: FoundLink, userId: string): Promise<void> {
  const existing = await tx.membership.findUnique({ where: { projectId_userId: { projectId, userId } } });
  if (existing) throw conflict('already_member', 'You are a member of this project already.');
  await tx.membership.create({ data: { projectId, userId, role: roleSchema.parse(role), createdAt: new Date() } });
  await appendTrail(tx, projectId, [
    { type: 'member.joined', at: new Date(), actorId: userId, facts: { user_id: userId, role, link_id: linkId } },
  ]);
}
