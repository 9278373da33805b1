import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import { getRun } from '@/lib/data/runs/run-detail';
import { listRunSteps } from '@/lib/data/runs/run-steps';
import { getStepColumns } from '@/lib/data/runs/step-columns';
import type { Actor } from '@/lib/domain/policy';
import { randomSteps, stepChain } from '@/lib/domain/run/random-steps';
import type { CanonicalStep } from '@/lib/domain/run/run';
import { isMissing } from '@/lib/domain/step-mark';
import { stepChunkSchema } from '@/lib/domain/steps/step-chunk';
import { stepShape } from '@/lib/domain/steps/step-shape';
import { briefAt, emptyTable, withChunk } from '@/lib/domain/steps/step-table';
import { postRun } from '@/prisma/scenarios/posted-run';
import { testDatabase, type TestDatabase } from '@/prisma/test-database';
import { settleRun } from './settle-run';

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
});
afterAll(() => db.close());

/** As the page reads it: chunk after chunk. */
async function readTable(runId: string, limit: number) {
  const first = await getStepColumns(actor, runId, { limit });
  let table = withChunk(emptyTable(first.total), first);
  while (table.count < table.total) {
    const chunk = await getStepColumns(actor, runId, { from: table.count, limit, state: first.state });
    expect(chunk.ids.length).toBeGreaterThan(0);
    table = withChunk(table, stepChunkSchema.parse(JSON.parse(JSON.stringify(chunk))));
  }
  return table;
}

async function readPages(runId: string) {
  const steps = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await listRunSteps(actor, runId, { limit: 1000, cursor: cursor ?? undefined });
    steps.push(...page.steps);
    cursor = page.nextCursor;
  }
  return steps;
}

const storedIds = (runId: string) =>
  withProject(actor.projectId, async (tx) =>
    (await tx.step.findMany({ where: { projectId: actor.projectId, runId }, select: { stepId: true } })).map(({ stepId }) => stepId).sort(),
  );
const idsOf = (steps: readonly CanonicalStep[]) => steps.map(({ stepId }) => stepId).sort();

describe('every stored step comes out, in every form in which steps are given', () => {
  it.each([
    ['orphans, loops and clocks that go back', randomSteps({ seed: 11, size: 400, duplicates: 0 })],
    ['the same in a long run', randomSteps({ seed: 12, size: 5000, duplicates: 0 })],
    ['a chain', stepChain(6000)],
    ['a loop', stepChain(6000, { isLoop: true })],
  ])('%s', { timeout: 120_000 }, async (_name, steps) => {
    const runId = await postRun(actor, {}, { steps });
    expect(await storedIds(runId)).toEqual(idsOf(steps));
    const pending = await readTable(runId, 999);
    await settleRun({ projectId: actor.projectId, runId });
    const table = await readTable(runId, 1777);
    for (const held of [pending, table]) {
      const shown = Array.from({ length: held.count }, (_, at) => briefAt(held, at));
      expect(shown.flatMap(({ id, mark }) => (isMissing(mark) ? [] : [id])).sort()).toEqual(idsOf(steps));
      const shape = stepShape(held);
      shown.forEach(({ depth }, at) => {
        const above = shape.parent[at] as number;
        expect(depth).toBe(above < 0 ? 0 : (shown[above]?.depth ?? 0) + 1);
      });
    }
    const pages = await readPages(runId);
    expect(pages.map(({ stepId }) => stepId)).toEqual(table.ids);
    const narrow = await getRun(actor, runId, { isNarrow: true });
    const whole = await getRun(actor, runId);
    const seen = ({ stepId, depth, mark, name, startNs, endNs, status }: (typeof whole.record.steps)[number]) => [
      stepId,
      depth,
      mark,
      name,
      startNs,
      endNs,
      status,
    ];
    expect(narrow.record.steps.map(seen)).toEqual(whole.record.steps.map(seen));
    expect({ ...narrow.record, steps: [] }).toEqual({ ...whole.record, steps: [] });
  });

  it('merges what comes twice under one id, and keeps what either said', async () => {
    const [like] = stepChain(1) as [CanonicalStep];
    const runId = await postRun(
      actor,
      {},
      {
        steps: [
          { ...like, input: 'asked' },
          { ...like, output: 'answered' },
        ],
      },
    );
    expect(await storedIds(runId)).toEqual([like.stepId]);
    const table = await readTable(runId, 100);
    expect(table.ids).toEqual([like.stepId]);
  });

  it('says so when steps came between two chunks', async () => {
    const steps = stepChain(20);
    const runId = await postRun(actor, {}, { steps: steps.slice(0, 10), isWhole: false });
    const { state } = await getStepColumns(actor, runId, { limit: 5 });
    await postRun(actor, {}, { runId, steps: steps.slice(10), isWhole: false });
    await expect(getStepColumns(actor, runId, { from: 5, state })).rejects.toMatchObject({ kind: 'conflict', code: 'run_moved' });
  });

  it('answers the same for a run of another project and an absent one', async () => {
    const runId = await postRun(actor, {}, { steps: stepChain(3) });
    const stranger = await db.createProject();
    await expect(getStepColumns(stranger, runId)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(getStepColumns(actor, 'absent')).rejects.toMatchObject({ kind: 'not_found' });
  });
});
