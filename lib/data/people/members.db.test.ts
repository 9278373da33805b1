import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '@/lib/domain/policy';
import type { Actor } from '@/lib/domain/policy';
import type { TestDatabase } from '@/prisma/test-database';
import { testDatabase } from '@/prisma/test-database';
import { globalDatabase, withProject } from '@/lib/data/database';
import { createKey } from './keys';
import { changeRole, listMembers, removeMember } from './members';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const trailOf = ({ projectId }: Actor) =>
  withProject(projectId, async (tx) =>
    (await tx.trailEntry.findMany({ where: { projectId }, orderBy: { idx: 'asc' } })).map(({ type, payload }) => ({
      type,
      facts: JSON.parse(payload).facts,
    })),
  );
const roleOf = async ({ projectId }: Actor, userId: string) =>
  (await globalDatabase().membership.findUnique({ where: { projectId_userId: { projectId, userId } } }))?.role;

describe('members', () => {
  it('are listed with how and when they were here, for this project only', async () => {
    const owner = await db.createProject();
    const other = await db.createProject();
    const lead = await db.createMember(owner, 'lead');
    const rows = await listMembers(owner);
    expect(new Set(rows.map(({ userId }) => userId))).toEqual(new Set([owner.userId, lead.userId]));
    expect(rows.find(({ userId }) => userId === lead.userId)).toMatchObject({
      role: 'lead',
      seenAt: null,
      signsInBy: 'nothing yet',
      isDisabled: false,
    });
    expect(JSON.stringify(rows)).not.toContain(other.userId);
    expect(JSON.stringify(rows)).not.toMatch(/hash/i);
  });

  it('get another role, and the trail says so in the same transaction', async () => {
    const owner = await db.createProject();
    const { userId } = await db.createMember(owner, 'reviewer');
    await changeRole(owner, { userId, role: 'lead' });
    await changeRole(owner, { userId, role: 'lead' });
    expect(await roleOf(owner, userId)).toBe('lead');
    expect(await trailOf(owner)).toEqual([{ type: 'member.role_changed', facts: { user_id: userId, before: 'reviewer', after: 'lead' } }]);
  });

  it('leave with their keys', async () => {
    const owner = await db.createProject();
    const engineer = await db.createMember(owner, 'engineer');
    const { keyId } = await createKey(engineer, { name: 'mine', scopes: ['read'], isPersonal: true, expiresInDays: null });
    const kept = await createKey(engineer, { name: 'of nobody', scopes: ['ingest'], isPersonal: false, expiresInDays: null });
    await removeMember(owner, engineer.userId);
    expect(await roleOf(owner, engineer.userId)).toBeUndefined();
    const states = await globalDatabase().apiKey.findMany({ where: { projectId: owner.projectId }, orderBy: { createdAt: 'asc' } });
    expect(states.map(({ keyId: id, revokedAt }) => [id, revokedAt === null])).toEqual([
      [keyId, false],
      [kept.keyId, true],
    ]);
    expect((await trailOf(owner)).at(-1)).toEqual({
      type: 'member.removed',
      facts: { user_id: engineer.userId, role: 'engineer', revoked_keys: [keyId] },
    });
  });

  it('may leave by themselves, but the last owner may not, however many try at once', async () => {
    const owner = await db.createProject();
    const [second, viewer] = [await db.createMember(owner, 'owner'), await db.createMember(owner, 'viewer')];
    await removeMember(viewer, viewer.userId);
    const results = await Promise.allSettled([
      removeMember(owner, owner.userId ?? ''),
      removeMember(second, second.userId),
      changeRole(owner, { userId: owner.userId ?? '', role: 'viewer' }),
      changeRole(second, { userId: second.userId, role: 'viewer' }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await globalDatabase().membership.count({ where: { projectId: owner.projectId, role: 'owner' } })).toBe(1);
  });

  it('are changed by owners only', async () => {
    const owner = await db.createProject();
    const target = await db.createMember(owner, 'viewer');
    for (const role of ROLES.filter((each) => each !== 'owner')) {
      const actor = await db.createMember(owner, role);
      await expect(changeRole(actor, { userId: target.userId, role: 'owner' })).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(changeRole(actor, { userId: actor.userId, role: 'owner' })).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(removeMember(actor, target.userId)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect(await trailOf(owner)).toEqual([]);
  });

  it('of another project are not found, and fields that nobody asked for are refused', async () => {
    const [owner, other] = [await db.createProject(), await db.createProject()];
    const theirs = await db.createMember(other, 'viewer');
    await expect(changeRole(owner, { userId: theirs.userId, role: 'owner' })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(removeMember(owner, theirs.userId)).rejects.toMatchObject({ kind: 'not_found' });
    const mine = await db.createMember(owner, 'viewer');
    for (const extra of [{ projectId: other.projectId }, { isAdmin: true }, { createdAt: '2020-01-01' }]) {
      await expect(changeRole(owner, { userId: mine.userId, role: 'lead', ...extra } as never)).rejects.toThrow(/Unrecognized key/);
    }
    await expect(changeRole(owner, { userId: mine.userId, role: 'root' as never })).rejects.toThrow(/Invalid option/);
    expect(await roleOf(owner, mine.userId)).toBe('viewer');
  });
});
