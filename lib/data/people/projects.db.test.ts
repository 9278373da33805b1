import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { changeProject, changeProjectSettings, getProject } from './projects';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

it('an owner allows self-approval; it is in the trail once, and saying it again is nothing new', async () => {
  const owner = await db.createProject();
  expect((await getProject(owner)).settings.allowSelfApproval).toBe(false);
  await changeProjectSettings(owner, { allowSelfApproval: true });
  await changeProjectSettings(owner, { allowSelfApproval: true });
  await changeProject(owner, { name: 'Renamed' });
  expect(await getProject(owner)).toMatchObject({ name: 'Renamed', settings: { allowSelfApproval: true } });
  const entries = await withProject(owner.projectId, (tx) =>
    tx.trailEntry.findMany({ where: { projectId: owner.projectId, type: 'project.changed' }, orderBy: { idx: 'asc' } }),
  );
  expect(entries).toHaveLength(2);
});

it('nobody below an owner changes them, and an unknown setting is refused by its name', async () => {
  const owner = await db.createProject();
  const reviewer = await db.createMember(owner, 'reviewer');
  await expect(changeProjectSettings(reviewer, { allowSelfApproval: true })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(changeProjectSettings(owner, { allowSelfAproval: true } as object)).rejects.toThrow(/allowSelfAproval/);
});
