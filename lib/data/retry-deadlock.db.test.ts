import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { createQueue, createReviewableRun, type ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { type Tx, withProject } from './database';
import { retryDeadlock } from './retry-deadlock';

let db: TestDatabase;
let owner: Actor;
let runs: [ReviewableRun, ReviewableRun];
beforeAll(async () => {
  db = await testDatabase();
  owner = await db.createProject();
  const queueId = await createQueue(owner.projectId);
  runs = [await createReviewableRun(owner.projectId, { queueId }), await createReviewableRun(owner.projectId, { queueId })];
});
afterAll(() => db.close());

/** Locks both runs, the second only when both transactions hold their first: one of them has to be given up. */
function crossing(lock: (tx: Tx, runId: string) => Promise<unknown>) {
  let holding = 0;
  const attempts = [0, 0];
  const work = (n: number) =>
    withProject(owner.projectId, async (tx) => {
      attempts[n] = (attempts[n] ?? 0) + 1;
      await lock(tx, runs[n === 0 ? 0 : 1].runId);
      holding++;
      for (let wait = 0; holding < 2 && wait < 200; wait++) await new Promise((resolve) => setTimeout(resolve, 10));
      await lock(tx, runs[n === 0 ? 1 : 0].runId);
    });
  return { attempts, both: (run: (n: number) => Promise<unknown>) => Promise.all([run(0), run(1)]), work };
}

const byRawStatement = (tx: Tx, runId: string) =>
  tx.$queryRaw`SELECT r.run_id FROM run r WHERE r.project_id = ${owner.projectId}::uuid AND r.run_id = ${runId} FOR UPDATE`;
const byPrisma = (tx: Tx, runId: string) =>
  tx.run.update({ where: { projectId_runId: { projectId: owner.projectId, runId } }, data: { name: 'touched' } });

it.each([
  ['a raw statement', byRawStatement],
  ['an update of Prisma', byPrisma],
])('does the work again when %s was the victim of a deadlock', async (_name, lock) => {
  const plain = crossing(lock);
  await expect(plain.both(plain.work)).rejects.toThrow();
  const { attempts, both, work } = crossing(lock);
  await both((n) => retryDeadlock(() => work(n)));
  expect(attempts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2);
});

it('passes on what is no deadlock at once', async () => {
  let attempts = 0;
  const failing = retryDeadlock(() => {
    attempts++;
    return Promise.reject(new Error('something else'));
  });
  await expect(failing).rejects.toThrow('something else');
  expect(attempts).toBe(1);
});
