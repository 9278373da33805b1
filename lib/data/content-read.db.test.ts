import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { MASK } from '@/lib/domain/mask-content';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from './database';
import { getRun } from '@/lib/data/runs/run-detail';
import { listRuns } from '@/lib/data/runs/runs';
import { getRunStep } from '@/lib/data/runs/run-steps';

let db: TestDatabase;
let owner: Actor;
const secret = 'the customer is called Ypsilon';

beforeAll(async () => {
  db = await testDatabase();
  owner = await db.createProject();
  const { projectId } = owner;
  const [at, runId] = [new Date(), 'R-1'];
  await withProject(projectId, async (tx) => {
    await tx.run.create({
      data: {
        projectId,
        runId,
        source: 'plain',
        phase: 'receiving',
        receivedAt: at,
        lastStepAt: at,
        startedAt: at,
        inputPreview: secret,
        declared: { input: secret, output: { name: secret }, modelName: 'm-1' },
        tags: [],
        codes: [],
        documentIds: [],
      },
    });
    await tx.step.create({
      data: {
        projectId,
        runId,
        stepId: 's',
        kind: 'LLM',
        name: 'answer',
        status: 'error',
        error: secret,
        facts: { modelName: 'm-1', systemInstructions: secret },
        contentHash: new Uint8Array(32),
        receivedAt: at,
      },
    });
    await tx.stepIo.create({ data: { projectId, runId, stepId: 's', input: { text: secret }, attributes: { 'a.b': secret } } });
  });
});
afterAll(() => db.close());

const reads = () =>
  withProject(owner.projectId, (tx) => tx.trailEntry.count({ where: { projectId: owner.projectId, type: 'content.read' } }));

it('leaves one mark an hour in the trail for who reads raw content, and none for who sees it masked', async () => {
  const reviewer = await db.createMember(owner, 'reviewer');
  const viewer = await db.createMember(owner, 'viewer');
  await getRun(reviewer, 'R-1');
  await getRunStep(reviewer, 'R-1', 's');
  expect(await reads()).toBe(1);
  await getRun(viewer, 'R-1');
  expect(await reads()).toBe(1);
  await getRun(owner, 'R-1');
  expect(await reads()).toBe(2);
});

it('shows a viewer shapes, versions and states, and no text anywhere', async () => {
  const viewer = await db.createMember(owner, 'viewer');
  const all = JSON.stringify([await getRun(viewer, 'R-1'), await listRuns(viewer, { sort: '-started_at', limit: 10 })]);
  const step = await getRunStep(viewer, 'R-1', 's');
  expect(all).not.toContain('Ypsilon');
  expect(JSON.stringify({ ...step, startNs: null, endNs: null })).not.toContain('Ypsilon');
  expect(step.input).toEqual({ text: MASK });
  expect(all).toContain('m-1');
  await expect(listRuns(viewer, { q: 'Ypsilon', sort: '-started_at', limit: 10 })).rejects.toMatchObject({ code: 'forbidden' });
});
