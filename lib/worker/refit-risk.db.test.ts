import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import { claimItem } from '@/lib/data/queues/item-claim';
import { changeProjectSettings } from '@/lib/data/people/projects';
import { putQueue } from '@/lib/data/queues/queues';
import { requestDailyRefit, requestRefit } from '@/lib/data/learning/refit-risk';
import { activateRiskModel, getRiskModel } from '@/lib/data/learning/risk-models';
import { submitReview } from '@/lib/data/review/submit-review';
import { riskModelResponse, riskModelResponseSchema } from '@/lib/domain/learning/risk-model-view';
import type { Actor } from '@/lib/domain/policy';
import { postRun } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { refitRisk } from './refit-risk';
import { rescoreRuns } from './rescore-runs';
import { settleRun } from './settle-run';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** A project with one queue that takes every run. */
async function project(): Promise<Actor> {
  const owner = await db.createProject();
  await putQueue(owner, 'all', { rules: [{ name: 'every run', when: {} }] });
  return owner;
}

async function post(owner: Actor, route: string, count: number): Promise<string[]> {
  const runIds: string[] = [];
  for (let n = 0; n < count; n++) {
    const runId = await postRun(owner, { route, input: `${route} ${n}: within how many days may an order be returned?` });
    await settleRun({ projectId: owner.projectId, runId });
    runIds.push(runId);
  }
  return runIds;
}

const itemOf = (owner: Actor, runId: string) =>
  withProject(owner.projectId, (tx) => tx.item.findFirstOrThrow({ where: { projectId: owner.projectId, runId } }));
const runOf = (owner: Actor, runId: string) =>
  withProject(owner.projectId, (tx) => tx.run.findUniqueOrThrow({ where: { projectId_runId: { projectId: owner.projectId, runId } } }));
const riskOf = (owner: Actor, runId: string) =>
  withProject(owner.projectId, (tx) => tx.risk.findFirstOrThrow({ where: { projectId: owner.projectId, runId } }));
const trailOf = (owner: Actor) =>
  withProject(owner.projectId, (tx) =>
    tx.trailEntry.findMany({ where: { projectId: owner.projectId, type: { startsWith: 'risk_model.' } }, orderBy: { idx: 'asc' } }),
  );

async function decide(owner: Actor, runId: string, isBad: boolean): Promise<void> {
  const { itemId, revision } = await itemOf(owner, runId);
  await claimItem(owner, 'all', { item_id: itemId });
  const decision = isBad ? { outcome: 'rejected', note: 'Not so.' } : { outcome: 'approved', acknowledged_unseen: true };
  await submitReview(owner, itemId, { revision, ...decision, eval: null }, `decide ${runId}`);
}

/** Of one route nearly all are changed, of the other nearly none, on the same answer. */
async function reviewed(owner: Actor, ofEach = 10): Promise<void> {
  const few = ofEach / 10;
  for (const [route, changed] of [
    ['refund', ofEach - few],
    ['order', few],
  ] as const)
    for (const [n, runId] of (await post(owner, route, ofEach)).entries()) await decide(owner, runId, n < changed);
}

async function refit(owner: Actor) {
  await refitRisk({ projectId: owner.projectId });
  await rescoreRuns({ projectId: owner.projectId });
}

// Dozens of runs are checked and decided one by one.
describe('learning from verdicts', { timeout: 180_000 }, () => {
  it('takes force when it is better, moves open items, and leaves decided ones', async () => {
    const owner = await project();
    await reviewed(owner, 20);
    const [refund, order] = [await post(owner, 'refund', 2), await post(owner, 'order', 2)];
    const decided = (await withProject(owner.projectId, (tx) =>
      tx.item.findFirstOrThrow({ where: { projectId: owner.projectId, state: 'done' } }),
    )) as { runId: string; risk: number };
    const before = await runOf(owner, refund[0] ?? '');
    await refit(owner);
    const view = await getRiskModel(owner);
    const { inForce, model } = view;
    expect(riskModelResponseSchema.parse(riskModelResponse(view))).toMatchObject({
      in_force: { version: 1, automatic: true },
      verdicts: { runs: 40, changed: 20 },
      versions: [{ version: 1, judgement: 'better' }],
    });
    expect(inForce).toMatchObject({ version: 1, isAutomatic: true });
    expect(model?.body).toMatchObject({ judgement: 'better', verdicts: { runs: 40, changed: 20 } });
    expect(model?.body.history).toContainEqual(expect.objectContaining({ factor: 'route', key: 'refund', n: 20, changed: 18 }));

    const [after, other] = [await runOf(owner, refund[0] ?? ''), await runOf(owner, order[0] ?? '')];
    expect(after.risk).toBeGreaterThan(before.risk ?? 1);
    // Reviewers took every run of the stream, so the probabilities themselves were put right: 18 and 2 of 20 were changed.
    expect(after.risk).toBeGreaterThan(0.75);
    expect(other.risk).toBeLessThan(0.25);
    expect((await itemOf(owner, after.runId)).risk).toBe(after.risk);
    const risk = await riskOf(owner, after.runId);
    expect(risk.modelVersion).toMatch(/\+p1$/);
    expect(risk.learnt).toContainEqual(expect.objectContaining({ name: 'route refund: 18 of 20 changed before', group: 'history' }));
    const next = await claimItem(owner, 'all', { resume: false });
    expect((await runOf(owner, next?.runId ?? '')).route).toBe('refund');

    expect((await itemOf(owner, decided.runId)).risk).toBe(decided.risk);
    expect((await riskOf(owner, decided.runId)).modelVersion).not.toContain('+p');
  });

  it('scores new runs by the version in force, and is rolled back by a person with a reason, to the digit', async () => {
    const owner = await project();
    const [open = ''] = await post(owner, 'refund', 1);
    const shipped = (await runOf(owner, open)).risk;
    await reviewed(owner);
    await refit(owner);
    const [fresh = ''] = await post(owner, 'refund', 1);
    expect((await riskOf(owner, fresh)).modelVersion).toMatch(/\+p1$/);
    expect((await runOf(owner, fresh)).risk).toBe((await runOf(owner, open)).risk);
    const [kept = '', sent = ''] = [(await post(owner, 'order', 1))[0], (await post(owner, 'refund', 1))[0]];
    await decide(owner, kept, false);
    await decide(owner, sent, true);
    // The two had the same answer, so the shipped model could not tell them apart.
    expect((await getRiskModel(owner)).since).toEqual({ verdicts: 2, changed: 1, auroc: { learnt: 1, shipped: 0.5 } });
    const view = await activateRiskModel(owner, { version: 0, reason: 'Reviewers were new.' });
    expect(view.since).toBeNull();
    expect(view.inForce).toMatchObject({ version: 0, by: owner.name, reason: 'Reviewers were new.' });
    await rescoreRuns({ projectId: owner.projectId });
    for (const runId of [open, fresh]) {
      expect((await runOf(owner, runId)).risk).toBe(shipped);
      expect(await riskOf(owner, runId)).toMatchObject({ learnt: [], modelVersion: expect.not.stringContaining('+p') });
    }
    const entries = await trailOf(owner);
    expect(entries.map(({ type, actorId }) => [type, actorId])).toEqual([
      ['risk_model.refitted', null],
      ['risk_model.activated', null],
      ['risk_model.rolled_back', owner.userId],
    ]);
    expect(entries.map(({ payload }) => payload).join()).not.toContain('Reviewers were new.');
  });

  it('only proposes where the project says so; a person then puts it in force', async () => {
    const owner = await project();
    await changeProjectSettings(owner, { activateRefits: false });
    await reviewed(owner);
    await refit(owner);
    expect(await getRiskModel(owner)).toMatchObject({ inForce: null, model: null, versions: [{ version: 1, judgement: 'better' }] });
    await activateRiskModel(owner, { version: 1 });
    expect((await getRiskModel(owner)).inForce).toMatchObject({ version: 1, isAutomatic: false });
    await expect(activateRiskModel(owner, { version: 1 })).rejects.toMatchObject({ code: 'in_force' });
    await expect(activateRiskModel(owner, { version: 2 })).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('does not learn from too few verdicts, nor twice from the same', async () => {
    const owner = await project();
    for (const runId of await post(owner, 'refund', 3)) await decide(owner, runId, true);
    await refit(owner);
    expect((await getRiskModel(owner)).versions).toEqual([]);
    await expect(requestRefit(owner)).rejects.toMatchObject({ code: 'too_few_verdicts', extra: { verdicts: 3, needed: 10 } });
    await reviewed(owner);
    await refit(owner);
    await refit(owner);
    expect((await getRiskModel(owner)).versions).toHaveLength(1);
    await expect(requestRefit(owner)).rejects.toMatchObject({ code: 'nothing_new' });
  });

  it('is asked for after every tenth decision, and once a day for fewer', async () => {
    const owner = await project();
    const jobs = () =>
      withProject(
        owner.projectId,
        (tx) => tx.$queryRaw<object[]>`
          SELECT j.id FROM graphile_worker.jobs j JOIN graphile_worker._private_jobs p ON p.id = j.id
          WHERE j.task_identifier = 'refit-risk' AND p.payload->>'projectId' = ${owner.projectId}`,
      );
    const runIds = await post(owner, 'refund', 10);
    for (const runId of runIds.slice(0, 9)) await decide(owner, runId, true);
    expect(await jobs()).toHaveLength(0);
    await requestDailyRefit(owner.projectId);
    expect(await jobs()).toHaveLength(1);
    await decide(owner, runIds[9] ?? '', false);
    expect(await jobs()).toHaveLength(2);
  });

  it('is for those who lead, and of one project alone', async () => {
    const owner = await project();
    await reviewed(owner);
    await refit(owner);
    const reviewer = await db.createMember(owner, 'reviewer');
    await expect(activateRiskModel(reviewer, { version: 0 })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(requestRefit(reviewer)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(getRiskModel(await db.createMember(owner, 'viewer'))).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await getRiskModel(await project())).toMatchObject({ inForce: null, versions: [], verdicts: { runs: 0, changed: 0 } });
  });
});
