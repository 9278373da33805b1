import { afterAll, beforeAll, expect, it } from 'vitest';
import { authenticateKey } from '@/lib/auth/api-key';
import { KEY_REFUSALS } from '@/lib/domain/key-refusal';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { createKey, revokeKey } from '@/lib/data/people/keys';
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
  expect(await listArrivals(owner)).toEqual({ runs: [], needs: null, knocks: [] });
  for (let n = 0; n < 7; n++) await ingestRuns(owner, [run(`R-${n}`, { output: 'text' })]);
  await ingestRuns(owner, [run('R-last', { name: 'policy', input: 'q', output: 'a', modelName: 'm' })]);
  await ingestRuns(other, [run('R-other', { output: 'text' })]);
  const { runs, needs } = await listArrivals(owner);
  expect(runs.map(({ runId }) => runId)).toEqual(['R-last', 'R-6', 'R-5', 'R-4', 'R-3']);
  expect(runs[0]).toMatchObject({ name: 'policy', source: 'plain' });
  expect(needs?.flatMap(({ id, isThere }) => (isThere ? [id] : []))).toEqual(['input', 'output', 'model']);
});

it('says which keys were heard of, and why one of them was refused, to those who may see keys', async () => {
  const owner = await db.createProject();
  const stranger = await db.createProject();
  const used = await createKey(owner, { name: 'Tracer', scopes: ['ingest'], isPersonal: false, expiresInDays: null });
  const gone = await createKey(owner, { name: 'Old', scopes: ['ingest'], isPersonal: false, expiresInDays: null });
  await createKey(owner, { name: 'Never', scopes: ['ingest'], isPersonal: false, expiresInDays: null });
  await authenticateKey(used.text);
  await revokeKey(owner, gone.keyId);
  await authenticateKey(gone.text);
  await expect.poll(async () => (await listArrivals(owner)).knocks.length).toBe(2);
  const { knocks } = await listArrivals(owner);
  expect(knocks.find(({ name }) => name === 'Tracer')).toMatchObject({ keyId: used.keyId, refusal: null });
  expect(knocks.find(({ name }) => name === 'Old')).toMatchObject({ usedAt: null, refusal: { why: KEY_REFUSALS.revoked } });
  expect((await listArrivals(await db.createMember(owner, 'viewer'))).knocks).toEqual([]);
  expect((await listArrivals(stranger)).knocks).toEqual([]);
});
