import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/domain/policy';
import { settleRun } from '@/lib/worker/settle-run';
import { claimedItem, totalCorrected } from '@/prisma/scenarios/claimed-item';
import { postedStep, postRun } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { countDays } from './count-days';
import { countMarkedRuns } from './drift-count';
import { markForCounting } from './drift-mark';
import { type Tx, withProject } from '@/lib/data/database';
import { submitReview } from '@/lib/data/review/submit-review';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const failing = (error: string | null) => ({
  steps: [
    postedStep('a', {
      kind: 'TOOL',
      name: 'get_order',
      facts: { toolName: 'get_order' },
      ...(error ? { status: 'error', error } : { output: '{"order": 77}' }),
    }),
  ],
});
async function settled(actor: Actor, startedAt: string, error: string | null, runId?: string): Promise<string> {
  const id = await postRun(actor, { startedAt }, { ...failing(error), ...(runId ? { runId } : {}) });
  await settleRun({ projectId: actor.projectId, runId: id });
  return id;
}
/** Marked runs, then the days that they are and were on. */
async function countAll(projectId: string): Promise<number> {
  while ((await countMarkedRuns(projectId)) > 0);
  return countDays(projectId);
}
const inProject = <T>({ projectId }: Actor, work: (tx: Tx) => Promise<T>) => withProject(projectId, work);
const rows = (actor: Actor) =>
  inProject(actor, async (tx) =>
    (await tx.patternDay.findMany({ where: { projectId: actor.projectId }, orderBy: [{ day: 'asc' }, { patternKey: 'asc' }] })).map(
      ({ day, patternKey, runs, wrong, fine }) => [
        day.toISOString().slice(0, 10),
        patternKey === '' ? 'none' : 'pattern',
        runs,
        wrong,
        fine,
      ],
    ),
  );
/** As if counting had been free, so that the next one is due at once. */
const rested = (actor: Actor) =>
  inProject(actor, (tx) => tx.dayCounted.updateMany({ where: { projectId: actor.projectId }, data: { tookMs: 0 } }));

describe('days that are counted anew', () => {
  it('have each checked run once, by the UTC day it started and the pattern it has', async () => {
    const actor = await db.createProject();
    await settled(actor, '2026-11-02T23:59:59.999Z', 'Order 77 not found');
    await settled(actor, '2026-11-03T00:00:00Z', 'Order 78 not found');
    await settled(actor, '2026-11-03T01:30:00+02:00', null);
    await settled(actor, '2026-11-03T12:00:00Z', null);
    expect(await countAll(actor.projectId)).toBe(2);
    expect(await rows(actor)).toEqual([
      ['2026-11-02', 'none', 1, 0, 0],
      ['2026-11-02', 'pattern', 1, 0, 0],
      ['2026-11-03', 'none', 1, 0, 0],
      ['2026-11-03', 'pattern', 1, 0, 0],
    ]);
    expect(await countAll(actor.projectId)).toBe(0);
  });

  it('follow a run that moves to another day or is right when it is checked again', async () => {
    const actor = await db.createProject();
    const runId = await settled(actor, '2026-11-02T10:00:00Z', 'Order 77 not found');
    await countAll(actor.projectId);
    await rested(actor);
    await settled(actor, '2026-11-05T10:00:00Z', null, runId);
    await countAll(actor.projectId);
    expect(await rows(actor)).toEqual([['2026-11-05', 'none', 1, 0, 0]]);
  });

  it('follow a decision', async () => {
    const { ada, run } = await claimedItem(db);
    await inProject(ada, (tx) => markForCounting(tx, ada.projectId, [run.runId]));
    await countAll(ada.projectId);
    expect((await rows(ada)).map(([, , ...counts]) => counts)).toEqual([[1, 0, 0]]);
    await rested(ada);
    await submitReview(ada, run.itemId, totalCorrected(run), randomUUID());
    await countAll(ada.projectId);
    expect((await rows(ada)).map(([, , ...counts]) => counts)).toEqual([[1, 1, 0]]);
  });

  it('miss no change that is committed while the day is being counted', async () => {
    const actor = await db.createProject();
    const { projectId } = actor;
    const runId = await settled(actor, '2026-11-02T10:00:00Z', null);
    await inProject(actor, async (tx) => {
      await tx.run.updateMany({ where: { projectId, runId }, data: { patternKey: 'p1-000000000000-000000000000' } });
      await markForCounting(tx, projectId, [runId]);
      // Counted by somebody else who does not see this change yet.
      expect(await countAll(projectId)).toBe(1);
    });
    expect((await rows(actor)).map(([, kind]) => kind)).toEqual(['none']);
    await rested(actor);
    await countAll(projectId);
    expect((await rows(actor)).map(([, kind]) => kind)).toEqual(['pattern']);
  });

  it('rest for a while when counting took long', async () => {
    const actor = await db.createProject();
    const { projectId } = actor;
    const runId = await settled(actor, '2026-11-02T10:00:00Z', null);
    await countAll(projectId);
    await inProject(actor, async (tx) => {
      await tx.dayCounted.updateMany({ where: { projectId }, data: { tookMs: 60_000 } });
      await markForCounting(tx, projectId, [runId]);
    });
    expect(await countAll(projectId)).toBe(0);
    await rested(actor);
    expect(await countAll(projectId)).toBe(1);
  });

  it('tell when a pattern was seen first and last, and which run is typical', async () => {
    const actor = await db.createProject();
    const first = await settled(actor, '2026-11-02T10:00:00Z', 'Order 77 not found');
    await settled(actor, '2026-11-09T10:00:00Z', 'Order 78 not found');
    await settled(actor, '2026-10-30T10:00:00Z', 'Order 79 not found');
    await countAll(actor.projectId);
    const [pattern] = await inProject(actor, (tx) => tx.pattern.findMany({ where: { projectId: actor.projectId } }));
    expect(pattern?.firstSeenAt.toISOString()).toBe('2026-10-30T10:00:00.000Z');
    expect(pattern?.lastSeenAt.toISOString()).toBe('2026-11-09T10:00:00.000Z');
    expect(pattern?.typicalRunId).not.toBe(first);
  });
});
