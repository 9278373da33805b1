import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { settleRun } from '@/lib/worker/settle-run';
import { postRun, RIGHT_ANSWER, WRONG_ANSWER } from '@/prisma/scenarios/posted-run';
import { testDatabase, type TestDatabase } from '@/prisma/test-database';
import { claimItem } from './item-claim';
import { recordItemVerb } from './item-verb';
import { createProject } from '@/lib/data/people/create-project';
import { withProject } from '@/lib/data/database';
import { putQueue } from './queues';
import { submitReview } from '@/lib/data/review/submit-review';

let db: TestDatabase;
let owner: Actor;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  const admin = await db.createProject();
  owner = await createProject(
    { userId: admin.userId ?? '', name: admin.name, isAdmin: true },
    { slug: `rules-${Math.random().toString(36).slice(2, 10)}`, name: 'Rules' },
  );
  // A sample of everything, so that what is tested does not depend on ids.
  await putQueue(owner, 'audit-sample', { rules: [] });
});

const settle = (runId: string) => settleRun({ projectId: owner.projectId, runId });
const settled = async (...args: Parameters<typeof postRun> extends [Actor, ...infer Rest] ? Rest : never) => {
  const runId = await postRun(owner, ...args);
  await settle(runId);
  return runId;
};
const itemsOf = (runId: string) =>
  withProject(owner.projectId, (tx) =>
    tx.item.findMany({
      where: { projectId: owner.projectId, runId },
      include: { queue: { select: { name: true } } },
      orderBy: { createdAt: 'asc' },
    }),
  );
const placesOf = async (runId: string) => (await itemsOf(runId)).map(({ queue, state }) => `${queue.name}: ${state}`).sort();
const trailOf = (runId: string) =>
  withProject(owner.projectId, async (tx) =>
    (await tx.trailEntry.findMany({ where: { projectId: owner.projectId, runId }, orderBy: { idx: 'asc' } })).map(({ type }) => type),
  );
const claimOne = async (queue: string) => {
  const item = await claimItem(owner, queue);
  if (!item) throw new Error(`nothing waits in ${queue}`);
  return item;
};

describe('a checked run', () => {
  it('lands in the queues whose rules catch it, once each, with reasons in words', async () => {
    const right = await settled();
    expect(await itemsOf(right)).toEqual([]);
    const wrong = await settled({ output: WRONG_ANSWER, fallbackTaken: 'canned answer' });
    expect(await placesOf(wrong)).toEqual(['evidence-gaps: waiting', 'workflow-failures: waiting']);
    await settle(wrong);
    await settle(wrong);
    const items = await itemsOf(wrong);
    expect(items).toHaveLength(2);
    const failure = items.find(({ queue }) => queue.name === 'workflow-failures');
    expect(failure).toMatchObject({
      priority: 10,
      inclusion: 1,
      attempts: 0,
      reasons: [{ rule: 'not the usual way', detail: 'The run took the fallback “canned answer”' }],
    });
    expect(failure?.dueAt?.getTime()).toBe((failure?.createdAt.getTime() ?? 0) + 24 * 3_600_000);
    expect(await trailOf(wrong)).toEqual(['item.queued', 'item.queued']);
  });

  it('of people who try things out is never queued, whatever was found (screen trap 16)', async () => {
    for (const environment of ['playground', 'evaluation', 'eval', 'test']) {
      const runId = await settled({ output: WRONG_ANSWER, environment, fallbackTaken: 'x', validationErrors: ['y'] });
      expect(await itemsOf(runId)).toEqual([]);
    }
    expect(await placesOf(await settled({ output: WRONG_ANSWER, environment: 'staging' }))).toEqual(['evidence-gaps: waiting']);
  });

  it('is judged by its single findings, not by an average: one wrong claim among many right ones is enough (screen trap 11)', async () => {
    const output = `${Array.from({ length: 12 }, () => RIGHT_ANSWER).join(' ')} ${WRONG_ANSWER}`;
    const runId = await settled({ output });
    expect(await placesOf(runId)).toEqual(['evidence-gaps: waiting']);
  });

  it('leaves a queue when no rule catches it any more and nobody had it in hand', async () => {
    const runId = await settled({ output: WRONG_ANSWER });
    expect(await placesOf(runId)).toEqual(['evidence-gaps: waiting']);
    await postRun(owner, { output: RIGHT_ANSWER }, { runId });
    await settle(runId);
    expect(await itemsOf(runId)).toEqual([]);
    expect(await trailOf(runId)).toEqual(['item.queued', 'item.withdrawn']);
    await postRun(owner, { output: WRONG_ANSWER }, { runId });
    await settle(runId);
    expect(await placesOf(runId)).toEqual(['evidence-gaps: waiting']);
  });

  it('stays where somebody has had it in hand, and follows its revision', async () => {
    const runId = await settled({ output: WRONG_ANSWER });
    const { itemId } = await claimOne('evidence-gaps');
    await recordItemVerb(owner, itemId, 'release', {});
    await postRun(owner, { output: RIGHT_ANSWER }, { runId });
    await settle(runId);
    const [item] = await itemsOf(runId);
    const run = await withProject(owner.projectId, (tx) =>
      tx.run.findUniqueOrThrow({ where: { projectId_runId: { projectId: owner.projectId, runId } } }),
    );
    expect(item).toMatchObject({ state: 'waiting', revision: run.revision });
  });

  it('that was removed from a queue never comes back into it (screen trap 17)', async () => {
    const runId = await settled({ output: WRONG_ANSWER, fallbackTaken: 'canned answer' });
    const item = (await itemsOf(runId)).find(({ queue }) => queue.name === 'evidence-gaps');
    await recordItemVerb(owner, item?.itemId ?? '', 'remove', { reason_code: 'duplicate', note: 'twice' });
    await postRun(owner, { output: `${WRONG_ANSWER} Always.`, fallbackTaken: 'canned answer' }, { runId });
    await settle(runId);
    expect(await placesOf(runId)).toEqual(['evidence-gaps: removed', 'workflow-failures: waiting']);
  });
});

describe('a run that changes', () => {
  it('marks the item that somebody holds, and clears the mark when it is as it was', async () => {
    const runId = await settled({ output: WRONG_ANSWER });
    await claimOne('evidence-gaps');
    await postRun(owner, { output: `${WRONG_ANSWER} Always.` }, { runId });
    await settle(runId);
    expect(await itemsOf(runId)).toMatchObject([{ state: 'leased', isChangedSince: true }]);
    await postRun(owner, { output: WRONG_ANSWER }, { runId });
    await settle(runId);
    expect(await itemsOf(runId)).toMatchObject([{ state: 'leased', isChangedSince: false }]);
  });

  it('after its decision says so on the item, as a finding, and in the queue for it', async () => {
    const runId = await settled({ output: WRONG_ANSWER });
    const { itemId } = await claimOne('evidence-gaps');
    const [before] = await itemsOf(runId);
    await submitReview(
      owner,
      itemId,
      { revision: before?.revision, outcome: 'rejected', nothing_correct: true, note: 'It is 30 days.' },
      'key-1',
    );
    await postRun(owner, { output: `${WRONG_ANSWER} Always.` }, { runId });
    await settle(runId);
    const items = await itemsOf(runId);
    expect(items.find(({ queue }) => queue.name === 'evidence-gaps')).toMatchObject({
      state: 'done',
      outcome: 'rejected',
      revision: before?.revision,
      isChangedSince: true,
    });
    expect(items.find(({ queue }) => queue.name === 'workflow-failures')?.reasons).toMatchObject([
      { detail: expect.stringContaining('changed after it was decided') as string },
    ]);
  });
});
