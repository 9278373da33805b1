import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { NO_QUOTA_SETTINGS, type Quota } from '@/lib/domain/quota';
import { ExpectedError } from '@/lib/errors';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { chargeQuota, requireQuota, saySpent, spendQuota } from './ingest-quota';
import { leaseUse, listQuotaUse, recordSpent } from './ingest-use';
import { changeProjectSettings } from '@/lib/data/people/projects';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function limited(quota: Quota, limit: number): Promise<{ owner: Actor; key: Actor }> {
  const owner = await db.createProject();
  await changeProjectSettings(owner, { quotas: { ...NO_QUOTA_SETTINGS, [quota]: limit } });
  return { owner, key: { ...owner, userId: null, via: 'key', keyId: 'k1', scopes: ['ingest'] } };
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as ExpectedError,
  );
const useOf = async (actor: Actor, quota: Quota) => {
  await saySpent();
  return (await listQuotaUse(actor)).find((use) => use.quota === quota);
};

describe('a quota', () => {
  it('is spent in shares taken in advance: few questions to the database, refusal with the seconds to wait when it is used up', async () => {
    const { owner, key } = await limited('bytesPerDay', 10_000);
    for (let sent = 0; sent < 100; sent++) await spendQuota(key, 'bytesPerDay', 100);
    const error = await refusal(spendQuota(key, 'bytesPerDay', 1));
    expect(error).toBeInstanceOf(ExpectedError);
    expect(error).toMatchObject({
      status: 429,
      code: 'over_quota',
      message: expect.stringMatching(/quota of 10000 bytes per day is used up/),
    });
    expect(error?.extra.retry_after).toBeGreaterThan(0);
    expect(await useOf(owner, 'bytesPerDay')).toMatchObject({ used: 10_000, held: 0 });
  });

  it('lets the batch through that fills it, however large, and then no more', async () => {
    const { key } = await limited('bytesPerDay', 1000);
    await spendQuota(key, 'bytesPerDay', 50_000);
    expect(await refusal(spendQuota(key, 'bytesPerDay', 1))).toMatchObject({ status: 429 });
  });

  it('counts what is known only afterwards against the next request', async () => {
    const { key } = await limited('runsPerDay', 10);
    await requireQuota(key, 'runsPerDay');
    chargeQuota(key, 'runsPerDay', 25);
    expect(await refusal(requireQuota(key, 'runsPerDay'))).toBeNull();
    chargeQuota(key, 'runsPerDay', 1);
    expect(await refusal(requireQuota(key, 'runsPerDay'))).toMatchObject({ status: 429 });
  });

  it('is one for all processes: shares that others hold are gone', async () => {
    const { owner } = await limited('bytesPerDay', 100);
    const takers = await Promise.all(Array.from({ length: 8 }, () => leaseUse(owner.projectId, 'bytesPerDay', 30)));
    expect(takers.filter(({ granted }) => granted !== null)).toHaveLength(4);
    expect(await useOf(owner, 'bytesPerDay')).toMatchObject({ used: 0, held: 120 });
  });

  it('tells what was spent apart from what processes hold in advance, and counts without a limit as well', async () => {
    const { owner, key } = await limited('bytesPerDay', 10_000_000);
    await spendQuota(key, 'bytesPerDay', 300);
    expect(await useOf(owner, 'bytesPerDay')).toMatchObject({ used: 300, held: 9700 });
    await spendQuota(key, 'bytesPerDay', 20);
    expect(await useOf(owner, 'bytesPerDay')).toMatchObject({ used: 320, held: 9680 });
    const { owner: free, key: freeKey } = await limited('bytesPerDay', 0);
    await spendQuota(freeKey, 'bytesPerDay', 70);
    expect(await useOf(free, 'bytesPerDay')).toMatchObject({ used: 70, held: 0, limitPerWindow: 0 });
  });

  it('forgets what was spent in a window that is over', async () => {
    const { owner } = await limited('bytesPerDay', 100);
    const { startsAtSeconds } = await leaseUse(owner.projectId, 'bytesPerDay', 10);
    await recordSpent(owner.projectId, [{ quota: 'bytesPerDay', keyId: undefined, startsAtSeconds: startsAtSeconds - 86_400, amount: 50 }]);
    expect(await useOf(owner, 'bytesPerDay')).toMatchObject({ used: 0, held: 10 });
    await recordSpent(owner.projectId, [{ quota: 'bytesPerDay', keyId: undefined, startsAtSeconds, amount: 7 }]);
    expect(await useOf(owner, 'bytesPerDay')).toMatchObject({ used: 7, held: 3 });
  });

  it('begins anew with its window, and a raised limit counts from the next share on', async () => {
    const { owner, key } = await limited('bytesPerDay', 100);
    expect((await leaseUse(owner.projectId, 'bytesPerDay', 100)).granted).toBe(100);
    expect((await leaseUse(owner.projectId, 'bytesPerDay', 1)).granted).toBeNull();
    await withProject(owner.projectId, (tx) =>
      tx.ingestUse.updateMany({ where: { projectId: owner.projectId }, data: { windowStart: new Date('2020-01-01T00:00:00Z') } }),
    );
    expect(await useOf(owner, 'bytesPerDay')).toMatchObject({ used: 0, held: 0 });
    expect((await leaseUse(owner.projectId, 'bytesPerDay', 100)).granted).toBe(100);
    await changeProjectSettings(owner, { quotas: { ...NO_QUOTA_SETTINGS, bytesPerDay: 500 } });
    await spendQuota(key, 'bytesPerDay', 300);
    await changeProjectSettings(owner, { quotas: { ...NO_QUOTA_SETTINGS, bytesPerDay: 0 } });
    expect(await leaseUse(owner.projectId, 'bytesPerDay', 1e9)).toMatchObject({ granted: Number.POSITIVE_INFINITY, limit: 0 });
  });

  it('of requests is counted for each key by itself, and people are not counted', async () => {
    const { owner, key } = await limited('keyRequestsPerSecond', 1);
    // Ten in a window of ten seconds; a second window may begin meanwhile, a third does not.
    const outcomes: (ExpectedError | null)[] = [];
    for (let sent = 0; sent < 25; sent++) outcomes.push(await refusal(spendQuota(key, 'keyRequestsPerSecond', 1)));
    const refused = outcomes.filter((outcome) => outcome !== null);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(refused[0]).toMatchObject({ status: 429, message: expect.stringMatching(/1 requests per second and key/) });
    await spendQuota({ ...key, keyId: 'k2' }, 'keyRequestsPerSecond', 1);
    for (let sent = 0; sent < 30; sent++) await spendQuota(owner, 'keyRequestsPerSecond', 1);
  });

  it('is shared by requests that come at once without being exceeded', async () => {
    const { owner, key } = await limited('bytesPerDay', 5000);
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => refusal(spendQuota(key, 'bytesPerDay', 50))));
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(100);
    expect(await useOf(owner, 'bytesPerDay')).toMatchObject({ used: 5000, held: 0 });
  });
});
