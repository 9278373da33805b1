import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@/lib/domain/new-id';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { globalDatabase, withProject } from './database';
import { pruneSessions, pruneSignInLinks } from './prune-access';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000);

it('sessions that ended a month ago go, others stay', async () => {
  const { userId } = await db.createProject();
  const ends: { [name: string]: { expiresAt: Date; revokedAt?: Date } } = {
    live: { expiresAt: daysFromNow(5) },
    endedLately: { expiresAt: daysFromNow(-29) },
    endedLongAgo: { expiresAt: daysFromNow(-31) },
    revokedLongAgo: { expiresAt: daysFromNow(5), revokedAt: daysFromNow(-31) },
    revokedLately: { expiresAt: daysFromNow(5), revokedAt: daysFromNow(-1) },
  };
  for (const [userAgent, end] of Object.entries(ends))
    await globalDatabase().session.create({
      data: { id: newId(), userId: userId ?? '', createdAt: daysFromNow(-60), seenAt: daysFromNow(-40), userAgent, ...end },
    });
  expect(await pruneSessions()).toBe(2);
  const left = await globalDatabase().session.findMany({ where: { userId: userId ?? '' } });
  expect(left.map(({ userAgent }) => userAgent).sort()).toEqual(['endedLately', 'live', 'revokedLately']);
});

it('links of a project that ended a month ago go, those of others are not touched', async () => {
  const [here, elsewhere] = [await db.createProject(), await db.createProject()];
  const link = (projectId: string, email: string, ends: { expiresAt: Date; usedAt?: Date }) =>
    withProject(projectId, (tx) =>
      tx.signInLink.create({
        data: {
          projectId,
          linkId: newId(),
          kind: 'join',
          role: 'viewer',
          email,
          name: '',
          tokenHash: new Uint8Array(randomBytes(32)),
          createdBy: here.userId ?? '',
          createdAt: daysFromNow(-60),
          ...ends,
        },
      }),
    );
  await link(here.projectId, 'open@example.test', { expiresAt: daysFromNow(3) });
  await link(here.projectId, 'used@example.test', { expiresAt: daysFromNow(3), usedAt: daysFromNow(-40) });
  await link(here.projectId, 'over@example.test', { expiresAt: daysFromNow(-31) });
  await link(elsewhere.projectId, 'over@example.test', { expiresAt: daysFromNow(-31) });
  expect(await pruneSignInLinks(here.projectId)).toBe(2);
  const emails = await withProject(here.projectId, (tx) => tx.signInLink.findMany({ where: { projectId: here.projectId } }));
  expect(emails.map(({ email }) => email)).toEqual(['open@example.test']);
  expect(await pruneSignInLinks(elsewhere.projectId)).toBe(1);
});
