import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authenticateKey } from '@/lib/auth/api-key';
import { ROLES } from '@/lib/domain/policy';
import type { TestDatabase } from '@/prisma/test-database';
import { testDatabase } from '@/prisma/test-database';
import { globalDatabase, withProject } from '@/lib/data/database';
import { createKey, listKeys, revokeKey } from './keys';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const ci = { name: 'CI', scopes: ['ingest', 'read'] as ('ingest' | 'read')[], isPersonal: false, expiresInDays: 30 };
const mine = { name: 'mine', scopes: ['read'] as 'read'[], isPersonal: true, expiresInDays: null };

describe('API keys', () => {
  it('are made, listed without any secret, and revoked, each in the trail', async () => {
    const owner = await db.createProject();
    const { keyId, text } = await createKey(owner, ci);
    expect(await authenticateKey(text)).toMatchObject({ keyId, role: 'engineer', userId: null });
    const [row] = await listKeys(owner);
    expect(row).toMatchObject({
      keyId,
      name: 'CI',
      scopes: ['ingest', 'read'],
      person: null,
      createdBy: owner.name,
      state: 'active',
      isRevocable: true,
    });
    expect(JSON.stringify(row)).not.toMatch(/hash/i);
    expect(JSON.stringify(row)).not.toContain(text.split('_')[2]);

    await revokeKey(owner, keyId);
    expect(await authenticateKey(text)).toBeNull();
    expect((await listKeys(owner))[0]).toMatchObject({ state: 'revoked', isRevocable: false });
    await expect(revokeKey(owner, keyId)).rejects.toMatchObject({ code: 'already_revoked' });
    const entries = await withProject(owner.projectId, (tx) =>
      tx.trailEntry.findMany({ where: { projectId: owner.projectId }, orderBy: { idx: 'asc' } }),
    );
    expect(entries.map(({ type }) => type)).toEqual(['key.created', 'key.revoked']);
    expect(entries.map(({ payload }) => payload).join()).not.toContain('CI');
  });

  it("of one's own can be made in every role and act as their maker", async () => {
    const owner = await db.createProject();
    for (const role of ROLES) {
      const actor = await db.createMember(owner, role);
      const { text, keyId } = await createKey(actor, mine);
      expect(await authenticateKey(text)).toMatchObject({ userId: actor.userId, role });
      await revokeKey(actor, keyId);
    }
  });

  it('of nobody give nobody more than their maker may do', async () => {
    const owner = await db.createProject();
    const engineer = await db.createMember(owner, 'engineer');
    await expect(createKey(engineer, { ...ci, scopes: ['review'] })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(createKey(owner, { ...ci, scopes: ['review', 'ingest'] })).rejects.toMatchObject({ kind: 'invalid' });
    expect(await authenticateKey((await createKey(owner, { ...ci, scopes: ['review', 'read'] })).text)).toMatchObject({ role: 'lead' });
    for (const role of ['lead', 'reviewer', 'auditor', 'viewer'] as const) {
      await expect(createKey(await db.createMember(owner, role), ci)).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });

  it('made with a key have no more scopes than that key', async () => {
    const owner = await db.createProject();
    const viaKey = { ...owner, via: 'key' as const, scopes: ['admin'] as const, keyId: 'k' };
    await expect(createKey(viaKey, { ...mine, scopes: ['admin', 'review'] })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('of others are hidden from those who may not see keys, and of other projects from everyone', async () => {
    const [owner, other] = [await db.createProject(), await db.createProject()];
    const [reviewer, second] = [await db.createMember(owner, 'reviewer'), await db.createMember(owner, 'reviewer')];
    const { keyId } = await createKey(reviewer, mine);
    const foreign = await createKey(other, ci);
    expect(await listKeys(second)).toEqual([]);
    expect((await listKeys(reviewer)).map((row) => row.keyId)).toEqual([keyId]);
    expect((await listKeys(owner)).map((row) => row.keyId)).toEqual([keyId]);
    await expect(revokeKey(second, keyId)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(revokeKey(owner, foreign.keyId)).rejects.toMatchObject({ kind: 'not_found' });
    expect(await authenticateKey(foreign.text)).not.toBeNull();
  });

  it('end by themselves', async () => {
    const owner = await db.createProject();
    const { text, keyId } = await createKey(owner, ci);
    const { createdAt, expiresAt } = await globalDatabase().apiKey.findUniqueOrThrow({ where: { keyId } });
    expect((expiresAt?.getTime() ?? 0) - createdAt.getTime()).toBe(30 * 24 * 60 * 60 * 1000);
    await globalDatabase().apiKey.update({ where: { keyId }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await authenticateKey(text)).toBeNull();
    expect((await listKeys(owner))[0]?.state).toBe('expired');
  });

  it.each([{ role: 'owner' }, { projectId: '00000000-0000-7000-8000-000000000000' }, { userId: 'x' }, { secretHash: 'x' }, { keyId: 'x' }])(
    'refuse the extra field %j',
    async (extra) => {
      const owner = await db.createProject();
      await expect(createKey(owner, { ...ci, ...extra } as never)).rejects.toThrow(/Unrecognized key/);
      expect(await listKeys(owner)).toEqual([]);
    },
  );
});
