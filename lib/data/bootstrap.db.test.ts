import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authenticateKey } from '@/lib/auth/api-key';
import { can, PERMISSIONS } from '@/lib/domain/policy';
import type { PermissionName } from '@/lib/domain/policy';
import type { TestDatabase } from '@/prisma/test-database';
import { testDatabase } from '@/prisma/test-database';
import { bootstrap } from './bootstrap';
import { createProject } from '@/lib/data/people/create-project';
import { globalDatabase, withProject } from './database';
import { verifyPassword } from '@/lib/data/people/password-hash';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const settings = {
  COUNTERSIGN_BOOTSTRAP_EMAIL: 'Owner@Example.test',
  COUNTERSIGN_BOOTSTRAP_PASSWORD: undefined,
  COUNTERSIGN_BOOTSTRAP_API_KEY: undefined,
};

/** What the trail says of a project from its first moment. */
const PROJECT_ENTRIES = ['project.created', 'member.added', 'queue.created', 'queue.created', 'queue.created', 'queue.created'];

describe('the first start', () => {
  it('makes the owner, the project, its trail and a key for everything, once however often it runs', async () => {
    const made = await Promise.all([bootstrap(settings), bootstrap(settings)]);
    const [first] = made.filter((each) => each !== null);
    expect(made.filter((each) => each === null)).toHaveLength(1);
    if (!first) return;

    const user = await globalDatabase().user.findUniqueOrThrow({ where: { email: 'owner@example.test' } });
    expect(await verifyPassword(user.passwordHash, first.password)).toBe(true);
    const actor = await authenticateKey(first.apiKey);
    expect(actor).toMatchObject({ userId: user.id, role: 'owner', projectSlug: 'demo' });
    for (const permission of Object.keys(PERMISSIONS) as PermissionName[]) expect(actor && can(actor, permission)).toBe(true);

    const projectId = actor?.projectId ?? '';
    const before = await stateOf(projectId);
    expect(before.types).toEqual([...PROJECT_ENTRIES, 'key.created']);
    expect(before.head).toBe(BigInt(PROJECT_ENTRIES.length + 1));
    expect(before.sets).toEqual(['regressions']);
    expect(
      await bootstrap({ ...settings, COUNTERSIGN_BOOTSTRAP_EMAIL: 'other@example.test', COUNTERSIGN_BOOTSTRAP_PASSWORD: 'chosen later' }),
    ).toBeNull();
    expect(await stateOf(projectId)).toEqual(before);
    expect(await globalDatabase().user.count()).toBe(1);
  });

  it('accepts the secrets that the operator chose, in any form, and does not repeat them', async () => {
    await db.close();
    db = await testDatabase();
    const chosen = { ...settings, COUNTERSIGN_BOOTSTRAP_PASSWORD: 'correct horse', COUNTERSIGN_BOOTSTRAP_API_KEY: 'a key of any form' };
    const made = await bootstrap(chosen);
    expect(JSON.stringify(made)).not.toMatch(/correct horse|a key of any form/);
    expect(await authenticateKey('a key of any form')).toMatchObject({ role: 'owner', scopes: ['ingest', 'read', 'review', 'admin'] });
    expect(await authenticateKey('a key of any form ')).toBeNull();
  });
});

describe('a new project', () => {
  const creator = async (isAdmin: boolean) => {
    const owner = await db.createProject();
    return { userId: owner.userId ?? '', name: owner.name, isAdmin };
  };

  it('has the same from its first moment', async () => {
    const actor = await createProject(await creator(true), { slug: 'claims', name: 'Claims' });
    expect(await stateOf(actor.projectId)).toMatchObject({ types: PROJECT_ENTRIES, sets: ['regressions'] });
  });

  it('is for administrators, with a free and valid short name and nothing else in the form', async () => {
    await expect(createProject(await creator(false), { slug: 'mine', name: 'Mine' })).rejects.toMatchObject({ kind: 'forbidden' });
    const admin = await creator(true);
    await createProject(admin, { slug: 'taken', name: 'Taken' });
    await expect(createProject(admin, { slug: 'taken', name: 'Again' })).rejects.toMatchObject({ code: 'slug_taken' });
    for (const slug of ['api', 'sign-in', 'a', 'Ä', 'a--b', '-a', 'a/b', 'a'.repeat(41)]) {
      await expect(createProject(admin, { slug, name: 'X' })).rejects.toThrow();
    }
    await expect(createProject(admin, { slug: 'extra', name: 'X', isAdmin: true } as never)).rejects.toThrow(/Unrecognized key/);
    expect(await globalDatabase().project.findUnique({ where: { slug: 'extra' } })).toBeNull();
  });
});

function stateOf(projectId: string) {
  return withProject(projectId, async (tx) => ({
    types: (await tx.trailEntry.findMany({ where: { projectId }, orderBy: { idx: 'asc' } })).map(({ type }) => type),
    head: (await tx.trailHead.findUniqueOrThrow({ where: { projectId } })).size,
    sets: (await tx.evalSet.findMany({ where: { projectId } })).map(({ name }) => name),
    keys: await tx.apiKey.count({ where: { projectId } }),
  }));
}
