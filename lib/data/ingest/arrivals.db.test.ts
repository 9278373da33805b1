import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { listArrivals } from './arrivals';
import { ingestRuns } from './ingest';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const run = (runId: string, facts: CanonicalRun['facts']): CanonicalRun => ({
  runId,
  source: 'plain',
  facts,
  isWhole: true,
  steps: [],
  aliases: [],
});

it('lists what came last, of this project only, and what the last run lacks', async () => {
  const owner = await db.createProject();
  const other = await db.createProject();
  expect(await listArrivals(owner)).toEqual({ runs: [], needs: null });
  for (let n = 0; n < 7; n++) await ingestRuns(owner, [run(`R-${n}`, { output: 'text' })]);
  await ingestRuns(owner, [run('R-last', { name: 'policy', input: 'q', output: 'a', modelName: 'm' })]);
  await ingestRuns(other, [run('R-other', { output: 'text' })]);
  const { runs, needs } = await listArrivals(owner);
  expect(runs.map(({ runId }) => runId)).toEqual(['R-last', 'R-6', 'R-5', 'R-4', 'R-3']);
  expect(runs[0]).toMatchObject({ name: 'policy', source: 'plain' });
  expect(needs?.flatMap(({ id, isThere }) => (isThere ? [id] : []))).toEqual(['input', 'output', 'model']);
});
