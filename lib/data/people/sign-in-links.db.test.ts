import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '@/prisma/test-database';
import { testDatabase } from '@/prisma/test-database';
import { globalDatabase, withProject } from '@/lib/data/database';
import { hashPassword } from './password-hash';
import { findInvitation, findReset, joinAs, joinAsNewPerson, redeemReset } from './redeem-link';
import { createSession } from './sessions';
import { checkPassword } from './sign-in';
import { createResetLink, inviteMember, listInvitations, revokeInvitation } from './sign-in-links';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

let counter = 0;
const invitation = () => {
  counter += 1;
  return { email: `New.${counter}@Example.test`, name: 'Rosalind', role: 'reviewer' as const };
};
const account = { name: 'Rosalind F.', password: 'a long enough password' };
const typesOf = (projectId: string) =>
  withProject(projectId, async (tx) =>
    (await tx.trailEntry.findMany({ where: { projectId }, orderBy: { idx: 'asc' } })).map(({ type }) => type),
  );

describe('an invitation', () => {
  it('makes an account and a membership once', async () => {
    const owner = await db.createProject();
    const { token } = await inviteMember(owner, invitation());
    expect(await findInvitation(owner.projectSlug, token)).toMatchObject({
      email: `new.${counter}@example.test`,
      role: 'reviewer',
      hasAccount: false,
    });
    const results = await Promise.allSettled([
      joinAsNewPerson(owner.projectSlug, token, account),
      joinAsNewPerson(owner.projectSlug, token, account),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await checkPassword({ email: `new.${counter}@example.test`, password: account.password, address: 'x' })).toMatchObject({
      isOk: true,
    });
    expect(await globalDatabase().membership.count({ where: { projectId: owner.projectId } })).toBe(2);
    expect(await findInvitation(owner.projectSlug, token)).toBeNull();
    expect(await listInvitations(owner)).toEqual([]);
    expect(await typesOf(owner.projectId)).toEqual(['member.invited', 'member.joined']);
  });

  it('is stored as a hash only, and its address not in the clear part of the trail', async () => {
    const owner = await db.createProject();
    const invited = invitation();
    const { token } = await inviteMember(owner, invited);
    const link = await withProject(owner.projectId, (tx) => tx.signInLink.findFirstOrThrow({ where: { projectId: owner.projectId } }));
    expect(Buffer.from(link.tokenHash).toString('base64url')).not.toBe(token);
    const entry = await withProject(owner.projectId, (tx) => tx.trailEntry.findFirstOrThrow({ where: { projectId: owner.projectId } }));
    expect(entry.payload.toLowerCase()).not.toContain(invited.email.toLowerCase());
  });

  it('does not open an account that exists: its owner has to be signed in', async () => {
    const [owner, other] = [await db.createProject(), await db.createProject()];
    const { email } = await globalDatabase().user.findUniqueOrThrow({ where: { id: other.userId ?? '' } });
    const { token } = await inviteMember(owner, { ...invitation(), email });
    await expect(joinAsNewPerson(owner.projectSlug, token, account)).rejects.toMatchObject({ code: 'account_exists' });
    const stranger = await db.createProject();
    await expect(joinAs({ userId: stranger.userId ?? '', email: 'stranger@example.test' }, owner.projectSlug, token)).rejects.toMatchObject(
      { code: 'other_address' },
    );
    await joinAs({ userId: other.userId ?? '', email }, owner.projectSlug, token);
    expect(
      await globalDatabase().membership.findUnique({
        where: { projectId_userId: { projectId: owner.projectId, userId: other.userId ?? '' } },
      }),
    ).toMatchObject({ role: 'reviewer' });
  });

  it('ends when taken back, replaced, expired, or asked for in another project', async () => {
    const [owner, other] = [await db.createProject(), await db.createProject()];
    const invited = invitation();
    const first = await inviteMember(owner, invited);
    const second = await inviteMember(owner, invited);
    expect(await findInvitation(owner.projectSlug, first.token)).toBeNull();
    expect(await findInvitation(other.projectSlug, second.token)).toBeNull();
    expect(await findInvitation('no-such-project', second.token)).toBeNull();
    const [open] = await listInvitations(owner);
    await revokeInvitation(owner, open?.linkId ?? '');
    await expect(joinAsNewPerson(owner.projectSlug, second.token, account)).rejects.toMatchObject({ kind: 'not_found' });
    const third = await inviteMember(owner, invited);
    await withProject(owner.projectId, (tx) =>
      tx.signInLink.updateMany({ where: { projectId: owner.projectId }, data: { expiresAt: new Date(Date.now() - 1) } }),
    );
    await expect(joinAsNewPerson(owner.projectSlug, third.token, account)).rejects.toMatchObject({ kind: 'not_found' });
    expect((await listInvitations(owner)).map(({ isExpired }) => isExpired)).toEqual([true]);
  });

  it('is for owners to make, with known fields only, and not for members', async () => {
    const owner = await db.createProject();
    for (const role of ['engineer', 'lead', 'reviewer', 'auditor', 'viewer'] as const) {
      await expect(inviteMember(await db.createMember(owner, role), invitation())).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await expect(inviteMember(owner, { ...invitation(), projectId: 'x' } as never)).rejects.toThrow(/Unrecognized key/);
    await expect(inviteMember(owner, { ...invitation(), email: 'no address' })).rejects.toThrow(/not an e-mail/);
    const member = await db.createMember(owner, 'viewer');
    const { email } = await globalDatabase().user.findUniqueOrThrow({ where: { id: member.userId } });
    await expect(inviteMember(owner, { ...invitation(), email: email.toUpperCase() })).rejects.toMatchObject({ code: 'already_member' });
    const { token } = await inviteMember(owner, invitation());
    for (const extra of [{ role: 'owner' }, { isAdmin: true }, { email: 'x@example.test' }]) {
      await expect(joinAsNewPerson(owner.projectSlug, token, { ...account, ...extra } as never)).rejects.toThrow(/Unrecognized key/);
    }
    await expect(joinAsNewPerson(owner.projectSlug, token, { ...account, password: 'short' })).rejects.toThrow(/12 characters/);
  });
});

describe('a link for a new password', () => {
  const withPassword = async (userId: string) =>
    globalDatabase().user.update({ where: { id: userId }, data: { passwordHash: await hashPassword('the old and forgotten one') } });

  it('sets it once and ends all sessions', async () => {
    const owner = await db.createProject();
    const member = await db.createMember(owner, 'reviewer');
    const { email } = await withPassword(member.userId);
    await createSession(member.userId, { provider: 'password', userAgent: '' });
    const { token } = await createResetLink(owner, member.userId);
    expect(await findReset(owner.projectSlug, token)).toMatchObject({ email });
    expect(await findInvitation(owner.projectSlug, token)).toBeNull();
    await redeemReset(owner.projectSlug, token, 'the new and better one');
    expect(await checkPassword({ email, password: 'the new and better one', address: 'y' })).toMatchObject({ isOk: true });
    expect(await checkPassword({ email, password: 'the old and forgotten one', address: 'y' })).toMatchObject({ isOk: false });
    expect(await globalDatabase().session.count({ where: { userId: member.userId, revokedAt: null } })).toBe(0);
    await expect(redeemReset(owner.projectSlug, token, 'again and again and')).rejects.toMatchObject({ kind: 'not_found' });
    expect(await typesOf(owner.projectId)).toEqual(['member.reset_offered', 'password.changed']);
  });

  it('is no way into an account with access elsewhere, then or later', async () => {
    const [owner, other] = [await db.createProject(), await db.createProject()];
    const both = await db.createMember(owner, 'reviewer');
    await withPassword(both.userId);
    const { token } = await createResetLink(owner, both.userId);
    await globalDatabase().membership.create({
      data: { projectId: other.projectId, userId: both.userId, role: 'owner', createdAt: new Date() },
    });
    await expect(redeemReset(owner.projectSlug, token, 'taken over by the first')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(createResetLink(owner, both.userId)).rejects.toMatchObject({ code: 'not_only_here' });
    await expect(createResetLink(owner, other.userId ?? '')).rejects.toMatchObject({ kind: 'not_found' });
    const admin = await db.createMember(owner, 'reviewer');
    await withPassword(admin.userId);
    await globalDatabase().user.update({ where: { id: admin.userId }, data: { isAdmin: true } });
    await expect(createResetLink(owner, admin.userId)).rejects.toMatchObject({ code: 'not_only_here' });
  });
});
