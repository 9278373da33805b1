import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { deriveAllPatterns } from '@/lib/worker/derive-patterns';
import { settleRun } from '@/lib/worker/settle-run';
import { postedStep, postRun, WRONG_ANSWER } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function settled(actor: Actor, facts = {}, over = {}): Promise<string> {
  const runId = await postRun(actor, facts, over);
  await settleRun({ projectId: actor.projectId, runId });
  return runId;
}
const failing = (error: string) => ({
  steps: [postedStep('a', { kind: 'TOOL', name: 'get_order', status: 'error', error, facts: { toolName: 'get_order' } })],
});
const keyOf = ({ projectId }: Actor, runId: string) =>
  withProject(projectId, async (tx) => (await tx.run.findUniqueOrThrow({ where: { projectId_runId: { projectId, runId } } })).patternKey);
const patterns = ({ projectId }: Actor) => withProject(projectId, (tx) => tx.pattern.findMany({ where: { projectId } }));

describe('the pattern of a run that is checked', () => {
  it('is stored with the checking: like failures share it, and a run without anything wrong has none', async () => {
    const actor = await db.createProject();
    const one = await settled(actor, {}, failing('Order 77 not found'));
    const two = await settled(actor, {}, failing('Order 1009 not found'));
    const other = await settled(actor, {}, failing('connection reset'));
    const fine = await settled(actor);
    const key = await keyOf(actor, one);
    expect(key).toMatch(/^p1-[0-9a-f]{12}-[0-9a-f]{12}$/);
    expect(await keyOf(actor, two)).toBe(key);
    expect(await keyOf(actor, other)).not.toBe(key);
    expect((await keyOf(actor, other))?.split('-')[1]).toBe(key?.split('-')[1]);
    expect(await keyOf(actor, fine)).toBeNull();
    const rows = await patterns(actor);
    expect(rows).toHaveLength(2);
    expect(rows.find(({ patternKey }) => patternKey === key)).toMatchObject({
      typicalRunId: one,
      made: { code: 'tool_failed', step: { kind: 'TOOL', name: 'get_order' }, template: 'Order <n> not found' },
    });
  });

  it('goes away when the run is checked again and is right', async () => {
    const actor = await db.createProject();
    const runId = await settled(actor, { output: WRONG_ANSWER });
    expect(await keyOf(actor, runId)).not.toBeNull();
    await postRun(actor, {}, { runId });
    await settleRun({ projectId: actor.projectId, runId });
    const { codes, patternKey } = await withProject(actor.projectId, (tx) =>
      tx.run.findFirstOrThrow({ where: { projectId: actor.projectId } }),
    );
    expect({ isClean: !codes.includes('number_not_in_source'), patternKey }).toEqual({ isClean: true, patternKey: null });
  });
});

describe('runs that were checked before patterns were kept', () => {
  it('get the same key as from the checking, once', async () => {
    const actor = await db.createProject();
    const { projectId } = actor;
    const runs = [
      await settled(actor, { output: WRONG_ANSWER }),
      await settled(actor, {}, failing('Order 77 not found')),
      await settled(actor),
    ];
    const before = await Promise.all(runs.map((runId) => keyOf(actor, runId)));
    await withProject(projectId, async (tx) => {
      await tx.run.updateMany({ where: { projectId }, data: { patternKey: null } });
      await tx.pattern.deleteMany({ where: { projectId } });
    });
    await deriveAllPatterns();
    expect(await Promise.all(runs.map((runId) => keyOf(actor, runId)))).toEqual(before);
    expect(before.filter(Boolean)).toHaveLength(2);
    expect(await patterns(actor)).toHaveLength(2);
    await withProject(projectId, (tx) => tx.run.updateMany({ where: { projectId }, data: { patternKey: null } }));
    await deriveAllPatterns();
    expect(await Promise.all(runs.map((runId) => keyOf(actor, runId)))).toEqual([null, null, null]);
  });
});
