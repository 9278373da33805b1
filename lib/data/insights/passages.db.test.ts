import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passageQuerySchema } from '@/lib/domain/pattern/passage-standing';
import type { Actor } from '@/lib/domain/policy';
import { runQuerySchema } from '@/lib/domain/run/run-query';
import { settleRun } from '@/lib/worker/settle-run';
import { createInvoiceDocument } from '@/prisma/scenarios/invoice';
import { postRun } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { countDays } from './count-days';
import { withProject } from '@/lib/data/database';
import { markDays } from './day-marks';
import { countMarkedRuns } from './drift-count';
import { listWeakPassages } from './passages';
import { listRuns } from '@/lib/data/runs/runs';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

interface Given {
  content: string;
  documentId?: string;
  isUsed?: boolean;
  isContradicted?: boolean;
  isConflicting?: boolean;
  kind?: string;
}

/** Checked runs that were given these passages, `ago` days before now. */
async function given(actor: Actor, count: number, passages: readonly Given[], ago = 1): Promise<void> {
  const { projectId } = actor;
  const startedAt = new Date(Date.now() - ago * 86_400_000);
  await withProject(projectId, async (tx) => {
    const runs = Array.from({ length: count }, (_, at) => `R-${ago}-${passages[0]?.content}-${passages.length}-${at}`);
    const times = { startedAt, receivedAt: startedAt, lastStepAt: startedAt, evaluatedAt: startedAt };
    await tx.run.createMany({
      data: runs.map((runId) => ({
        projectId,
        runId,
        source: 'plain',
        phase: 'evaluated',
        revision: 'r',
        ...times,
        codes: [],
        tags: [],
        documentIds: [],
      })),
    });
    await tx.passage.createMany({
      data: runs.flatMap((runId) =>
        passages.map(({ kind, content, ...passage }, ordinal) => ({
          projectId,
          runId,
          revision: 'r',
          ordinal,
          passageId: String(ordinal + 1),
          content,
          metadata: kind ? { kind } : {},
          ...passage,
        })),
      ),
    });
    await markDays(tx, projectId, [startedAt.toISOString().slice(0, 10)]);
  });
}
const list = (actor: Actor, query: object = {}) => listWeakPassages(actor, passageQuerySchema.parse(query));
const keyOf = (text: string) =>
  createHash('md5')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** `noise` is retrieved in all 60 runs and supports in 3; `good` in 40 and supports in 38; `rare` twice and never. */
async function story(): Promise<Actor> {
  const actor = await db.createProject();
  const noise = { content: 'noise', documentId: 'kb-noise' };
  const good = { content: 'good', documentId: 'kb-good' };
  await given(actor, 38, [{ ...good, isUsed: true }, noise]);
  await given(actor, 2, [noise, good, { content: 'rare' }]);
  await given(actor, 3, [{ ...noise, isUsed: true }]);
  await given(actor, 17, [noise, { content: 'tool result', kind: 'tool' }, noise], 2);
  await given(actor, 30, [noise], 40);
  await countDays(actor.projectId);
  return actor;
}

describe('weak passages', () => {
  it('are those that support less often than usual, beyond chance, counted once a run', async () => {
    const found = await list(await story());
    expect(found.retrievals).toBe(102);
    expect(found.average?.share).toBeCloseTo(41 / 102, 12);
    expect(found.passages).toMatchObject([
      { preview: 'noise', documentId: 'kb-noise', retrieved: 60, supported: 3, isWeak: true, passageId: null },
    ]);
    expect(found.passages[0]?.share?.share).toBeCloseTo(0.05, 12);
    expect(found.passages[0]?.share?.high).toBeLessThan(0.15);
  });

  it('are told by document as well, and those that never support apart', async () => {
    const actor = await story();
    expect((await list(actor, { kind: 'document' })).passages.map(({ documentId, retrieved }) => [documentId, retrieved])).toEqual([
      ['kb-noise', 60],
    ]);
    expect((await list(actor, { view: 'unused' })).passages.map(({ preview, retrieved }) => [preview, retrieved])).toEqual([['rare', 2]]);
  });

  it('lead to the runs that were given them', async () => {
    const actor = await db.createProject();
    const context = [{ id: 'p1', content: 'Orders may be returned within 30 days of delivery.' }];
    const runId = await postRun(actor, { context });
    await settleRun({ projectId: actor.projectId, runId });
    const other = await postRun(actor);
    await settleRun({ projectId: actor.projectId, runId: other });
    const { runs } = await listRuns(actor, {
      ...runQuerySchema.parse({ passage: keyOf(context[0]?.content ?? '') }),
      sort: '-started_at',
      limit: 10,
    });
    expect(runs.map((run) => run.runId)).toEqual([runId]);
    expect((await listRuns(actor, { ...runQuerySchema.parse({ passage: 'no key' }), sort: '-started_at', limit: 10 })).runs).toEqual([]);
  });

  it('in conflict are those that claims contradict, or that another source differs from', async () => {
    const actor = await db.createProject();
    await given(actor, 3, [
      { content: 'old price', isUsed: true, isConflicting: true },
      { content: 'new price', isUsed: true, isContradicted: true },
    ]);
    await countDays(actor.projectId);
    const { passages } = await list(actor, { view: 'conflicting' });
    expect(
      passages.map(({ preview, supported, contradicted, conflicting }) => [preview, supported, contradicted, conflicting]).sort(),
    ).toEqual([
      ['new price', 0, 3, 0],
      ['old price', 3, 0, 3],
    ]);
  });

  it('follow a run that is checked again', async () => {
    const actor = await db.createProject();
    const { projectId } = actor;
    await given(actor, 5, [{ content: 'text' }]);
    await countDays(projectId);
    await withProject(projectId, async (tx) => {
      await tx.passage.updateMany({ where: { projectId }, data: { isUsed: true } });
      await tx.dayCounted.updateMany({ where: { projectId }, data: { tookMs: 0 } });
      await markDays(tx, projectId, [new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)]);
    });
    expect((await list(actor, { view: 'unused' })).passages).toHaveLength(1);
    await countDays(projectId);
    expect((await list(actor, { view: 'unused' })).passages).toHaveLength(0);
  });

  it('show documents that nobody ever retrieved, and nothing of another project', async () => {
    const actor = await story();
    await createInvoiceDocument(actor.projectId, 'kb-good');
    await createInvoiceDocument(actor.projectId, 'kb-forgotten');
    expect((await list(actor, { view: 'never_retrieved' })).documents).toMatchObject([{ documentId: 'kb-forgotten', version: 1 }]);
    expect(await list(await db.createProject(), { view: 'never_retrieved' })).toMatchObject({ documents: [], average: null });
  });
});

describe('roles of passages', () => {
  it('are written with the checking', async () => {
    const actor = await db.createProject();
    const { projectId } = actor;
    const runId = await postRun(actor, { output: 'Orders may be returned within 45 days of delivery.' });
    await settleRun({ projectId, runId });
    while ((await countMarkedRuns(projectId)) > 0);
    const passages = await withProject(projectId, (tx) => tx.passage.findMany({ where: { projectId, runId } }));
    const claims = await withProject(projectId, (tx) => tx.claim.findMany({ where: { projectId, runId } }));
    expect(claims.some(({ state }) => state === 'contradicted')).toBe(passages.some(({ isContradicted }) => isContradicted));
    expect(passages).toMatchObject([{ isContradicted: true }]);
  });
});
