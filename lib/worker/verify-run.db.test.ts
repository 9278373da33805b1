import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { withProject } from '@/lib/data/database';
import { listQueueItems } from '@/lib/data/queues/queue-items';
import { putQueue } from '@/lib/data/queues/queues';
import { getVerifier } from '@/lib/data/checking/verifier';
import { newId } from '@/lib/domain/new-id';
import { queueItemsQuerySchema } from '@/lib/domain/queue-row';
import { resetEnv } from '@/lib/env';
import { RIGHT_ANSWER } from '@/prisma/scenarios/posted-run';
import { createQueue } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { pruneAll } from './prune';
import { FILLER, isDown, PARAPHRASE, type VerifierTestBench, verifierTestBench } from './verifier-test-bench';

let db: TestDatabase;
let bench: VerifierTestBench;
beforeAll(async () => {
  vi.stubEnv('COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS', '127.0.0.1');
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  vi.unstubAllEnvs();
  resetEnv();
});
beforeEach(async () => {
  bench = await verifierTestBench(db);
});
afterEach(() => bench.close());

describe('when the verifier is back', () => {
  it('open runs are checked again, oldest first, and the queue takes their new order', async () => {
    await putQueue(bench.actor, 'all', { rules: [{ name: 'every run', when: {} }] });
    await bench.connect();
    const runIds = await bench.settledWhileDown(PARAPHRASE, FILLER);
    const order = async () => (await listQueueItems(bench.actor, 'all', queueItemsQuerySchema.parse({}))).rows.map(({ runId }) => runId);
    const before = await Promise.all(runIds.map((runId) => bench.read(runId)));
    expect(await order()).toHaveLength(2);
    await bench.verify();
    const after = await Promise.all(runIds.map((runId) => bench.read(runId)));
    expect(bench.stand.claims()).toEqual([PARAPHRASE, FILLER]);
    expect(after[0]?.risk).toBeLessThan(before[0]?.risk ?? 0);
    expect(after[1]?.risk).toBeGreaterThan(before[1]?.risk ?? 1);
    expect(after.map(({ terms, findings }) => [terms.length, findings.length])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(await order()).toEqual([runIds[1], runIds[0]]);
    expect(await bench.waiting()).toEqual([]);
    expect(await getVerifier(bench.actor)).toMatchObject({ state: 'on', waiting_runs: 0 });
  });

  it('decided runs stay as they were decided, and those in hand wait', async () => {
    const queueId = await createQueue(bench.actor.projectId, { name: 'by hand' });
    await bench.connect();
    const [decided = '', held = '', open = ''] = await bench.settledWhileDown(`${FILLER} One.`, `${FILLER} Two.`, `${FILLER} Three.`);
    const item = (runId: string, state: string) =>
      withProject(bench.actor.projectId, async (tx) => {
        const { revision } = await tx.run.findUniqueOrThrow({ where: { projectId_runId: { projectId: bench.actor.projectId, runId } } });
        const lease =
          state === 'leased' ? { leaseId: newId(), leaseHolder: bench.actor.userId, leaseExpiresAt: new Date(Date.now() + 600_000) } : {};
        const key = { projectId: bench.actor.projectId, itemId: newId(), queueId, runId };
        await tx.item.create({
          data: { ...key, revision: revision ?? '', state, ...lease, reasons: [], priority: 1, risk: 0.5, createdAt: new Date() },
        });
      });
    await item(decided, 'done');
    await item(held, 'leased');
    const before = await bench.read(decided);
    await bench.verify();
    expect(await bench.read(decided)).toEqual(before);
    expect((await bench.read(held)).terms).toEqual([]);
    expect((await bench.read(open)).terms.length).toBeGreaterThan(0);
    expect(await bench.waiting()).toEqual([held]);
    await bench.owner.query(
      `UPDATE item SET state = 'waiting', lease_id = NULL, lease_holder = NULL, lease_expires_at = NULL WHERE project_id = $1 AND run_id = $2`,
      [bench.actor.projectId, held],
    );
    await bench.verify();
    expect((await bench.read(held)).terms.length).toBeGreaterThan(0);
  });

  it('but fails again, they go on waiting, and the next try is put off', async () => {
    await bench.connect();
    const runIds = await bench.settledWhileDown(`${FILLER} One.`, `${FILLER} Two.`, `${FILLER} Three.`);
    bench.stand.fault = isDown;
    await bench.verify();
    expect(await bench.waiting()).toEqual(runIds);
    expect(new Set(bench.stand.claims()).size).toBeLessThanOrEqual(2);
    const [ms = 0] = await bench.jobs();
    expect(ms).toBeGreaterThan(10_000);
  });

  it('is asked five times at most about a sentence that it never judges', async () => {
    await bench.connect();
    bench.stand.opinion = ({ claim }) => (claim === FILLER ? 'unsure' : 0.5);
    const runId = await bench.settled(`${RIGHT_ANSWER} ${FILLER}`);
    expect((await bench.read(runId)).terms).toHaveLength(1);
    for (let time = 0; time < 8; time++) {
      await bench.letTimePass();
      await bench.verify();
    }
    expect(await bench.waiting()).toEqual([]);
    expect(bench.stand.claims().filter((claim) => claim === FILLER)).toHaveLength(6);
    expect((await bench.read(runId)).findings).toMatchObject([{ detail: expect.stringContaining('1 of 2 sentences') as string }]);
  });

  it('a job that was lost is asked for again by the hourly sweep, and what has waited a week is let go', async () => {
    await bench.connect();
    const [old = '', young = ''] = await bench.settledWhileDown(`${FILLER} One.`, `${FILLER} Two.`);
    await withProject(
      bench.actor.projectId,
      (tx) => tx.$executeRaw`SELECT graphile_worker.remove_job(${`verify-run:${bench.actor.projectId}`})`,
    );
    await bench.owner.query(`UPDATE verifier_wait SET since = since - interval '8 days' WHERE run_id = $1`, [old]);
    expect(await bench.jobs()).toEqual([]);
    await pruneAll();
    expect(await bench.waiting()).toEqual([young]);
    expect(await bench.jobs()).toHaveLength(1);
  });
});
