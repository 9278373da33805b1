import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withProject } from '@/lib/data/database';
import { enqueueJob } from '@/lib/data/jobs';
import { checkReadiness } from '@/lib/data/readiness';
import { recordHeartbeat, releaseJobsOfDeadWorkers } from '@/lib/data/worker-heartbeat';
import type { Actor } from '@/lib/domain/policy';
import { postRun } from '@/prisma/scenarios/posted-run';
import { testDatabase, type TestDatabase } from '@/prisma/test-database';
import { type RunningWorker, runWorker } from './run-worker';
import type { JobHandler } from './registry';

let db: TestDatabase;
let actor: Actor;
let owner: pg.Pool;
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
  owner = new pg.Pool({ connectionString: db.ownerUrl, max: 2 });
  owner.on('error', () => undefined);
});
afterAll(async () => {
  await owner.end();
  await db.close();
});

const start = (handlers?: Partial<Record<string, JobHandler>>) =>
  runWorker({ connectionString: db.appUrl, ...(handlers ? { handlers } : {}) });
const ask = (kind: Parameters<typeof enqueueJob>[1], more: object = {}, maxAttempts = 25) =>
  withProject(actor.projectId, (tx) => enqueueJob(tx, kind, { projectId: actor.projectId, ...more }, { maxAttempts }));
const jobs = async () =>
  (
    await owner.query<{ kind: string; attempts: number; locked_by: string | null; in_s: number; last_error: string | null }>(
      `SELECT j.task_identifier AS kind, j.attempts, j.locked_by, extract(epoch FROM j.run_at - now())::float8 AS in_s, p.last_error
   FROM graphile_worker.jobs j JOIN graphile_worker._private_jobs p ON p.id = j.id WHERE p.payload->>'projectId' = $1 ORDER BY j.id`,
      [actor.projectId],
    )
  ).rows;
async function until(what: () => Promise<boolean> | boolean, patienceMs = 40_000): Promise<void> {
  for (const deadline = Date.now() + patienceMs; !(await what()); await sleep(50))
    if (Date.now() > deadline) throw new Error('it did not happen in time');
}
/** Runs `work` beside a worker and stops it in any case. */
async function beside(worker: RunningWorker, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await worker.stop(5000);
  }
}

describe('the worker', () => {
  it('runs as the app role, which owns nothing of the job queue, and does the real jobs', async () => {
    const runId = await postRun(actor);
    const { rows } = await owner.query<{ owner: string; app: string }>(
      `SELECT n.nspowner::regrole::text AS owner, '${new URL(db.appUrl).username}' AS app FROM pg_namespace n WHERE n.nspname = 'graphile_worker'`,
    );
    expect(rows[0]?.owner).not.toBe(rows[0]?.app);
    await beside(start(), async () => {
      await until(
        async () =>
          (await withProject(actor.projectId, (tx) => tx.run.findFirst({ where: { projectId: actor.projectId, runId } })))?.phase ===
          'evaluated',
      );
      await until(async () => (await jobs()).filter(({ kind }) => kind === 'settle-run').length === 0);
    });
    const cron = await owner.query<{ identifier: string }>(
      'SELECT identifier FROM graphile_worker._private_known_crontabs ORDER BY identifier',
    );
    expect(cron.rows.map(({ identifier }) => identifier)).toEqual([
      'count-runs',
      'derive-patterns',
      'index-inputs',
      'index-search',
      'prune',
      'sweep-leases',
      'test-drift',
    ]);
  });

  it('tries a failed job again, later each time, and gives it up after its last attempt', async () => {
    let tries = 0;
    const failing = async () => {
      tries += 1;
      throw new Error('not today');
    };
    await ask('prune', {}, 2);
    await beside(start({ prune: failing }), async () => {
      await until(async () =>
        (await jobs()).some(({ kind, attempts, locked_by }) => kind === 'prune' && attempts === 1 && locked_by === null),
      );
      const [first] = (await jobs()).filter(({ kind }) => kind === 'prune');
      expect(first?.in_s).toBeLessThan(3);
      await until(() => tries === 2);
      await until(async () =>
        (await jobs()).some(({ kind, locked_by, attempts }) => kind === 'prune' && attempts === 2 && locked_by === null),
      );
      await sleep(1500);
      expect(tries).toBe(2);
    });
    expect((await jobs()).filter(({ kind }) => kind === 'prune')).toMatchObject([{ attempts: 2, last_error: 'not today' }]);
    expect((await checkReadiness()).find(({ name }) => name === 'jobs')).toMatchObject({
      isOk: true,
      detail: expect.stringMatching(/, 1 given up$/) as string,
    });
    await owner.query('DELETE FROM graphile_worker._private_jobs');
  });

  it('told to stop, finishes what is in hand and takes nothing more', async () => {
    const done: number[] = [];
    let isBegun = false;
    const worker = start({
      prune: async (payload) => {
        isBegun = true;
        await sleep(800);
        done.push((payload as { at: number }).at);
      },
    });
    for (const at of [1, 2, 3, 4, 5, 6]) await ask('prune', { at });
    await until(() => isBegun);
    await worker.stop();
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThanOrEqual(2);
    const left = (await jobs()).filter(({ kind }) => kind === 'prune');
    expect(left).toHaveLength(6 - done.length);
    expect(left.every(({ locked_by }) => locked_by === null)).toBe(true);
    await owner.query('DELETE FROM graphile_worker._private_jobs');
  });

  it('hands back what it cannot finish in time', async () => {
    let isBegun = false;
    let finish = () => {};
    const worker = start({
      prune: () => {
        isBegun = true;
        return new Promise<void>((resolve) => {
          finish = resolve;
        });
      },
    });
    await ask('prune');
    await until(() => isBegun);
    expect((await jobs())[0]?.locked_by).not.toBeNull();
    await worker.stop(200);
    expect(await jobs()).toMatchObject([{ kind: 'prune', locked_by: null }]);
    let isTaken = false;
    const take = async () => {
      isTaken = true;
    };
    await beside(start({ prune: take }), () => until(() => isTaken));
    finish();
  });

  it('gives back the jobs of workers that died, and not those of the living', async () => {
    await owner.query('DELETE FROM graphile_worker._private_jobs');
    await ask('prune', { of: 'dead' });
    await ask('prune', { of: 'alive' });
    await owner.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '3 minutes', locked_by = 'worker-' || (payload->>'of')`,
    );
    await recordHeartbeat(['worker-alive'], 'test');
    expect(await releaseJobsOfDeadWorkers()).toBe(1);
    expect((await jobs()).map(({ locked_by }) => locked_by)).toEqual([null, 'worker-alive']);
    await owner.query('DELETE FROM graphile_worker._private_jobs');
  });

  it('goes on when all its connections are cut', async () => {
    const done: number[] = [];
    await beside(start({ prune: async (payload) => void done.push((payload as { at: number }).at) }), async () => {
      await ask('prune', { at: 1 });
      await until(() => done.includes(1));
      await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'countersign-jobs'`,
      );
      await ask('prune', { at: 2 });
      await until(() => done.includes(2));
    });
  });

  it('starts anew after its workers broke because what they had in hand could not be put away', async () => {
    // The library prints what broke; it is meant to break here.
    const trace = vi.spyOn(console, 'trace').mockImplementation(() => undefined);
    const begun = new Set<number>();
    const work = async (payload: unknown) => {
      const { at } = payload as { at: number };
      begun.add(at);
      if (at < 3) await sleep(700);
    };
    await beside(start({ prune: work }), async () => {
      for (const at of [1, 2]) await ask('prune', { at });
      await until(() => begun.size === 2);
      await owner.query('ALTER TABLE graphile_worker._private_jobs RENAME TO away');
      await sleep(1500);
      await owner.query('ALTER TABLE graphile_worker.away RENAME TO _private_jobs');
      await ask('prune', { at: 3 });
      await until(() => begun.has(3));
    });
    expect(trace).toHaveBeenCalled();
    trace.mockRestore();
  });
});
