import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runQuerySchema } from '@/lib/domain/run/run-query';
import { runContribution } from '@/lib/domain/drift/run-contribution';
import { claimedItem, totalCorrected } from '@/prisma/scenarios/claimed-item';
import { createQueue, createReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { countMarkedRuns, markOldRuns } from './drift-count';
import { readCountedRuns } from './drift-facts';
import { markForCounting } from './drift-mark';
import { readSliceDays } from './drift-rows';
import { listRuns } from '@/lib/data/runs/runs';
import { submitReview } from '@/lib/data/review/submit-review';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const EVER = { from: '2000-01-01', to: '2100-01-01' };
const read = (projectId: string, kind = 'all', value = '') =>
  withProject(projectId, (tx) => readSliceDays(tx, projectId, { kind, value }, EVER));
const mark = (projectId: string, ...runIds: string[]) => withProject(projectId, (tx) => markForCounting(tx, projectId, runIds));
const change = (projectId: string, runId: string, data: object) =>
  withProject(projectId, (tx) => tx.run.update({ where: { projectId_runId: { projectId, runId } }, data }));
async function countAll(projectId: string) {
  while ((await countMarkedRuns(projectId)) > 0);
}

async function project(runs: number) {
  const lead = await db.createProject();
  const queueId = await createQueue(lead.projectId);
  const ids: string[] = [];
  for (let index = 0; index < runs; index++)
    ids.push((await createReviewableRun(lead.projectId, { queueId, createdAt: new Date('2026-05-01T10:00:00Z') })).runId);
  return { projectId: lead.projectId, ids };
}

/** From the runs as they stand, without any row of counts. */
async function recounted(projectId: string, kind = 'all', value = '') {
  const ids = await withProject(projectId, (tx) => tx.run.findMany({ where: { projectId }, select: { runId: true } }));
  const { runs } = await withProject(projectId, (tx) =>
    readCountedRuns(
      tx,
      projectId,
      ids.map(({ runId }) => runId),
    ),
  );
  const days: Record<string, { runs: number; routes: Record<string, number>; claims: number; costUsd: number }> = {};
  for (const run of runs.values()) {
    const { day, slices, counts, sums } = runContribution(run);
    if (!slices.some(([k, v]) => k === kind && v === value)) continue;
    const row = days[day] ?? { runs: 0, routes: {}, claims: 0, costUsd: 0 };
    days[day] = row;
    row.runs++;
    const route = Object.keys(counts['route'] ?? {})[0] ?? '';
    row.routes[route] = (row.routes[route] ?? 0) + 1;
    row.claims += Object.values(counts['evidence'] ?? {}).reduce((sum, n) => sum + n, 0);
    row.costUsd = Number((row.costUsd + sums.costUsd).toFixed(9));
  }
  return days;
}

async function stored(projectId: string, kind = 'all', value = '') {
  return Object.fromEntries(
    (await read(projectId, kind, value)).map(({ day, counts, sums }) => [
      day,
      {
        runs: sums.runs,
        routes: counts['route'] ?? {},
        claims: Object.values(counts['evidence'] ?? {}).reduce((sum, n) => sum + n, 0),
        costUsd: sums.costUsd,
      },
    ]),
  );
}

describe('counts of days', () => {
  it('hold each run once, however often it is marked, and runs from before counting began', async () => {
    const { projectId, ids } = await project(3);
    while (await markOldRuns(projectId));
    await countAll(projectId);
    await mark(projectId, ...ids, ...ids);
    await countAll(projectId);
    const [day] = await read(projectId);
    expect(day).toMatchObject({ day: '2026-05-01', sums: { runs: 3 }, counts: { route: { invoice: 3 }, evidence: expect.anything() } });
    expect((await read(projectId, 'route', 'invoice'))[0]?.sums.runs).toBe(3);
    expect(await markOldRuns(projectId)).toBe(false);
  });

  it('follow a run that moves to another day, route and cost, and forget one that is deleted', async () => {
    const { projectId, ids } = await project(3);
    await mark(projectId, ...ids);
    await countAll(projectId);
    await change(projectId, ids[0] ?? '', { route: 'refund', startedAt: new Date('2026-05-02T00:00:00Z'), costUsd: 0.25 });
    await withProject(projectId, (tx) => tx.run.deleteMany({ where: { projectId, runId: ids[1] ?? '' } }));
    await mark(projectId, ...ids);
    await countAll(projectId);
    expect(await stored(projectId)).toEqual(await recounted(projectId));
    expect(await stored(projectId, 'route', 'refund')).toMatchObject({ '2026-05-02': { runs: 1, costUsd: 0.25 } });
    expect(await stored(projectId, 'route', 'invoice')).toMatchObject({ '2026-05-01': { runs: 1 } });
    await withProject(projectId, (tx) => tx.run.deleteMany({ where: { projectId } }));
    await mark(projectId, ...ids);
    await countAll(projectId);
    expect(await read(projectId)).toEqual([]);
  });

  it('have the outcome and the reasons of a review, which marks its run itself', async () => {
    const { lead, ada, run } = await claimedItem(db);
    await mark(lead.projectId, run.runId);
    await countAll(lead.projectId);
    expect((await read(lead.projectId))[0]?.counts['review']).toBeUndefined();
    await submitReview(ada, run.itemId, totalCorrected(run), randomUUID());
    await countAll(lead.projectId);
    expect((await read(lead.projectId))[0]?.counts).toMatchObject({ review: { corrected: 1 }, override: { number_wrong: 1 } });
  });

  it('leave a run that is being checked as it was counted last', async () => {
    const { projectId, ids } = await project(1);
    await mark(projectId, ...ids);
    await countAll(projectId);
    await change(projectId, ids[0] ?? '', { phase: 'receiving', route: 'other' });
    await mark(projectId, ...ids);
    await countAll(projectId);
    expect(await stored(projectId, 'route', 'invoice')).toMatchObject({ '2026-05-01': { runs: 1 } });
  });

  it('are right when runs change while two count at once', async () => {
    const { projectId, ids } = await project(12);
    const routes = ['refund', 'invoice', 'policy'];
    const changing = ids.flatMap((runId, index) =>
      [0, 1, 2].map((round) =>
        withProject(projectId, async (tx) => {
          const data = {
            route: routes[(index + round) % 3] ?? 'x',
            startedAt: new Date(Date.UTC(2026, 4, 1 + ((index * round) % 4))),
            costUsd: round / 7,
          };
          await tx.run.update({ where: { projectId_runId: { projectId, runId } }, data });
          await markForCounting(tx, projectId, [runId]);
        }),
      ),
    );
    await Promise.all([...changing, countMarkedRuns(projectId), countMarkedRuns(projectId), countMarkedRuns(projectId)]);
    await countAll(projectId);
    for (const route of routes) expect(await stored(projectId, 'route', route)).toEqual(await recounted(projectId, 'route', route));
    expect(await stored(projectId)).toEqual(await recounted(projectId));
  });

  it('lead to the runs behind a value', async () => {
    const { projectId, ids } = await project(3);
    await mark(projectId, ...ids);
    await countAll(projectId);
    await change(projectId, ids[0] ?? '', { codes: ['refusal'] });
    await mark(projectId, ...ids);
    await countAll(projectId);
    const actor = { projectId, projectSlug: 'x', userId: null, name: 'x', role: 'owner', via: 'system', scopes: [] } as const;
    const listed = async (counted: string) =>
      (await listRuns(actor, runQuerySchema.parse({ counted, from: '2026-05-01', to: '2026-05-02' }))).runs.map(({ runId }) => runId);
    expect(await listed('refusal:refused')).toEqual([ids[0]]);
    expect((await listed('route:invoice')).sort()).toEqual([...ids].sort());
    expect(await listed('route:nowhere')).toEqual([]);
    expect(await listed('nonsense')).toEqual([]);
  });

  it('of one project are not seen by another', async () => {
    const { projectId, ids } = await project(1);
    const other = await db.createProject();
    await mark(projectId, ...ids);
    expect(await countMarkedRuns(other.projectId)).toBe(0);
    await countAll(projectId);
    expect(await read(other.projectId)).toEqual([]);
  });
});
