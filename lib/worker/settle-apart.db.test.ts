import { afterAll, beforeAll, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import type { Actor } from '@/lib/domain/policy';
import { postRun } from '@/prisma/scenarios/posted-run';
import { testDatabase, type TestDatabase } from '@/prisma/test-database';
import { isLarge, settleApart } from './settle-apart';

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
});
afterAll(() => db.close());

const phaseOf = (runId: string) =>
  withProject(
    actor.projectId,
    async (tx) => (await tx.run.findFirst({ where: { projectId: actor.projectId, runId }, select: { phase: true } }))?.phase,
  );

it('settles in a thread, tells what failed there, and goes on with the next', async () => {
  const [first, second] = [await postRun(actor), await postRun(actor)];
  const outcomes = await Promise.allSettled([
    settleApart(actor.projectId, first),
    settleApart('no project', second),
    settleApart(actor.projectId, second),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(outcomes[1]).toMatchObject({ reason: expect.any(Error) });
  expect([await phaseOf(first), await phaseOf(second)]).toEqual(['evaluated', 'evaluated']);
});

it('is for runs of many steps or large bodies', () => {
  expect([isLarge({ steps: 12, bytes: 40_000 }), isLarge({ steps: 5000, bytes: 40_000 }), isLarge({ steps: 1, bytes: 5e7 })]).toEqual([
    false,
    true,
    true,
  ]);
});
