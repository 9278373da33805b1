import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costResponse, costResponseSchema } from '@/lib/domain/cost/cost-response';
import type { Actor } from '@/lib/domain/policy';
import { createQueue, createReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { getCost } from './cost';
import { countCostDay } from './cost-day';
import { withProject } from '@/lib/data/database';

const DAY = '2026-05-01';
const WINDOW = { from: DAY, to: '2026-05-03' };

let db: TestDatabase;
let lead: Actor;
const ids: string[] = [];

beforeAll(async () => {
  db = await testDatabase();
  lead = await db.createProject();
  const queueId = await createQueue(lead.projectId);
  for (let at = 0; at < 3; at++)
    ids.push((await createReviewableRun(lead.projectId, { queueId, createdAt: new Date(`${DAY}T10:00:00Z`) })).runId);
  await change(ids[0], { costUsd: 0.25, route: 'refund' });
  await change(ids[1], { costUsd: 0.5, route: 'refund' });
  await change(ids[2], { costUsd: null, route: 'policy' });
  await count();
});
afterAll(() => db.close());

const change = (runId = '', data: object) =>
  withProject(lead.projectId, (tx) => tx.run.update({ where: { projectId_runId: { projectId: lead.projectId, runId } }, data }));
const count = () => withProject(lead.projectId, (tx) => countCostDay(tx, lead.projectId, new Date(DAY)));
const routes = async () => (await getCost(lead, WINDOW)).groups.find(({ kind }) => kind === 'route')?.rows;

describe('getCost', () => {
  it('sums up the known cost of a day, says of how many runs it is not known, and puts the dearest route first', async () => {
    const { total, days } = await getCost(lead, WINDOW);
    expect(total).toMatchObject({ runs: 3, knownRuns: 2, costUsd: 0.75 });
    expect(days.map(({ day, sums }) => [day, sums.runs])).toEqual([
      [DAY, 3],
      ['2026-05-02', 0],
      ['2026-05-03', 0],
    ]);
    expect(await routes()).toMatchObject([
      { value: 'refund', sums: { runs: 2, costUsd: 0.75 } },
      { value: 'policy', sums: { runs: 1, knownRuns: 0 } },
    ]);
  });

  it('opens a part with its dearest runs', async () => {
    const { part } = await getCost(lead, { ...WINDOW, kind: 'route', value: 'refund' });
    expect(part?.dearest.map(({ runId, costUsd }) => [runId, costUsd])).toEqual([
      [ids[1], 0.5],
      [ids[0], 0.25],
    ]);
  });

  it('counts a day anew without leaving anything of before', async () => {
    await change(ids[2], { costUsd: 1, route: 'refund' });
    await count();
    await count();
    expect(await routes()).toMatchObject([{ value: 'refund', sums: { runs: 3, knownRuns: 3, costUsd: 1.75 } }]);
    expect(await routes()).toHaveLength(1);
  });

  it('answers in the form that the API promises, and with nothing for another project', async () => {
    const response = costResponse(await getCost(lead, { ...WINDOW, kind: 'all', value: '' }));
    expect(costResponseSchema.parse(response)).toEqual(response);
    expect((await getCost(await db.createProject(), WINDOW)).total.runs).toBe(0);
  });
});
