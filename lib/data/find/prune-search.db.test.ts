import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { runQuerySchema } from '@/lib/domain/run/run-query';
import { settleRun } from '@/lib/worker/settle-run';
import { postedStep, postRun, WRONG_ANSWER } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { prunePatterns } from '@/lib/data/insights/prune-patterns';
import { pruneSearch } from './prune-search';
import { listRuns } from '@/lib/data/runs/runs';
import { BLOCK_RUNS_LOG2, writeSearchRow } from './search-row';

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  actor = await db.createProject();
});

const inProject = <T>(work: Parameters<typeof withProject<T>>[1]) => withProject(actor.projectId, work);
const where = (runId: string) => ({ projectId: actor.projectId, runId });
const settled = async (facts = {}, over = {}) => {
  const runId = await postRun(actor, facts, over);
  await settleRun({ projectId: actor.projectId, runId });
  return runId;
};
const words = async () =>
  (
    await inProject(
      (tx) => tx.$queryRaw<{ word: string }[]>`SELECT word FROM search_word WHERE project_id = ${actor.projectId}::uuid ORDER BY word`,
    )
  ).map(({ word }) => word);
const finds = async (q: string) => (await listRuns(actor, runQuerySchema.parse({ q }))).runs.map(({ runId }) => runId);
const remove = (runId: string) => inProject((tx) => tx.run.deleteMany({ where: where(runId) }));
/** As if so many runs had come before. */
const place = (runId: string, seq: number, text: string) =>
  inProject(async (tx) => {
    await tx.run.create({
      data: { ...where(runId), source: 'plain', phase: 'evaluated', receivedAt: new Date(), lastStepAt: new Date(), startedAt: new Date() },
    });
    await tx.runSearch.create({ data: { ...where(runId), input: '', output: '', context: '', seq, keys: [] } });
    await writeSearchRow(tx, actor.projectId, runId, { input: text, output: '', context: '' });
  });

describe('pruning what is searched by', () => {
  it('takes the words of a block that no run is left in, and leaves those of the others', async () => {
    await place('old', 5, 'walrus');
    await place('new', (1 << BLOCK_RUNS_LOG2) + 5, 'giraffe');
    await place('before', -3, 'ocelot');
    expect(await pruneSearch(actor.projectId)).toBe(0);
    await remove('old');
    await remove('before');
    expect(await pruneSearch(actor.projectId)).toBe(2);
    expect(await words()).toEqual(['giraffe']);
    expect(await inProject((tx) => tx.runSearch.findMany({ where: { projectId: actor.projectId }, select: { runId: true } }))).toEqual([
      { runId: 'new' },
    ]);
    expect(await finds('giraffe')).toEqual(['new']);
    await remove('new');
    expect([await pruneSearch(actor.projectId), await words()]).toEqual([1, []]);
  });

  it('leaves the words of a run that comes into the block meanwhile, whoever is first', async () => {
    for (let round = 0; round < 12; round++) {
      await place(`gone-${round}`, 0, 'walrus in the garden');
      await remove(`gone-${round}`);
      await Promise.all([pruneSearch(actor.projectId), place(`kept-${round}`, 0, 'walrus in the garden')]);
      expect(await words()).toEqual(expect.arrayContaining(['walrus']) as string[]);
      expect(await finds('walru')).toEqual([`kept-${round}`]);
      await remove(`kept-${round}`);
      await pruneSearch(actor.projectId);
      expect(await words()).toEqual([]);
    }
  });

  it('waits for a writer that has not committed', async () => {
    let commit = () => {};
    const isWritten = new Promise<void>((written) => {
      void inProject(async (tx) => {
        await writeSearchRow(tx, actor.projectId, 'R', { input: 'walrus', output: '', context: '' });
        written();
        await new Promise<void>((resolve) => {
          commit = resolve;
        });
      });
    });
    await inProject(
      (tx) => tx.$executeRaw`INSERT INTO search_word (project_id, word, block) VALUES (${actor.projectId}::uuid, 'zebra', 0)`,
    );
    await isWritten;
    await inProject((tx) =>
      tx.run.create({
        data: { ...where('R'), source: 'plain', phase: 'evaluated', receivedAt: new Date(), lastStepAt: new Date(), startedAt: new Date() },
      }),
    );
    const pruned = pruneSearch(actor.projectId);
    await new Promise((resolve) => setTimeout(resolve, 300));
    commit();
    expect(await pruned).toBe(0);
    expect(await words()).toEqual(['walrus', 'zebra']);
  });
});

describe('pruning patterns', () => {
  const failing = (error: string) => ({
    steps: [postedStep('a', { kind: 'TOOL', name: 'get_order', status: 'error', error, facts: { toolName: 'get_order' } })],
  });
  const known = async () =>
    (await inProject((tx) => tx.pattern.findMany({ where: { projectId: actor.projectId }, select: { patternKey: true } }))).map(
      ({ patternKey }) => patternKey,
    );
  const keyOf = (runId: string) =>
    inProject(async (tx) => (await tx.run.findUniqueOrThrow({ where: { projectId_runId: where(runId) } })).patternKey);

  it('takes those that no run has any more, because it went or fails otherwise now', async () => {
    const gone = await settled({}, failing('connection reset'));
    const twin = await settled({}, failing('Order 77 not found'));
    const changed = await settled({ output: WRONG_ANSWER });
    expect(await known()).toHaveLength(3);
    expect(await prunePatterns(actor.projectId)).toBe(0);
    await remove(gone);
    await settled({}, { runId: changed });
    expect(await keyOf(changed)).toBeNull();
    expect(await prunePatterns(actor.projectId)).toBe(2);
    expect(await known()).toEqual([await keyOf(twin)]);
  });

  it('leaves the pattern of a run that is being checked meanwhile', async () => {
    for (let round = 0; round < 8; round++) {
      const before = await settled({}, failing('connection reset'));
      const next = await postRun(actor, {}, failing('connection reset'));
      await remove(before);
      await Promise.all([settleRun({ projectId: actor.projectId, runId: next }), prunePatterns(actor.projectId)]);
      expect(await known()).toEqual([await keyOf(next)]);
      await remove(next);
    }
  });
});
