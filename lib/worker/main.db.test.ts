import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalDatabase, withProject } from '@/lib/data/database';
import { enqueueJob } from '@/lib/data/jobs';
import type { Actor } from '@/lib/domain/policy';
import { startTcpRelay } from '@/lib/ingest/tcp-relay';
import { postRun } from '@/prisma/scenarios/posted-run';
import { testDatabase, type TestDatabase } from '@/prisma/test-database';

const SECRET = 'canary-4f1d0c';

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
});
afterAll(() => db.close());

interface Started {
  child: ChildProcess;
  ended: Promise<number | string>;
  logged: () => string;
}

function startProcess({ url = db.appUrl, clockAheadMs = 0 } = {}): Started {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'debug',
    COUNTERSIGN_PROCESS: 'worker',
    COUNTERSIGN_APP_DATABASE_URL: url,
    COUNTERSIGN_SECRET: 'x'.repeat(40),
  } as NodeJS.ProcessEnv;
  const clock = ['--import', `data:text/javascript,${encodeURIComponent(aheadClock(clockAheadMs))}`];
  const child = spawn(process.execPath, ['--conditions=react-server', ...clock, '--import', 'tsx', 'lib/worker/main.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let logged = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  return {
    child,
    ended: new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code ?? -1))),
    logged: () => logged,
  };
}

/** A program that sets the clock of its process, so that nobody has to wait for a full minute. */
function aheadClock(ms: number): string {
  return `const Real = Date; globalThis.Date = class extends Real {
    constructor(...parts) { if (parts.length === 0) super(Real.now() + ${ms}); else super(...parts); }
    static now() { return Real.now() + ${ms}; }
  };`;
}

async function until(what: () => Promise<boolean>, patienceMs = 60_000): Promise<void> {
  for (const deadline = Date.now() + patienceMs; !(await what()); await sleep(100))
    if (Date.now() > deadline) throw new Error('it did not happen in time');
}
const phaseOf = async (runId: string) =>
  (await withProject(actor.projectId, (tx) => tx.run.findFirst({ where: { projectId: actor.projectId, runId } })))?.phase;
const beats = () => globalDatabase().workerHeartbeat.count();

describe('the worker process', () => {
  it('says that it lives, checks runs, logs no word of them, and leaves cleanly when told to stop', async () => {
    const started = startProcess();
    try {
      await until(async () => (await beats()) > 0);
      const runId = await postRun(actor, {
        output: `${SECRET} in the output`,
        input: `${SECRET} in the input`,
        validationErrors: [SECRET],
      });
      await withProject(actor.projectId, (tx) =>
        enqueueJob(tx, 'settle-run', { projectId: actor.projectId, runId: [SECRET] }, { maxAttempts: 1 }),
      );
      await until(async () => (await phaseOf(runId)) === 'evaluated' && started.logged().includes('given up'));
    } finally {
      started.child.kill('SIGTERM');
    }
    expect(await started.ended).toBe(0);
    expect(await beats()).toBe(0);
    const lines = started
      .logged()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { level: number; kind?: string; error?: { type: string } });
    const errors = lines.filter(({ level }) => level >= 50);
    expect(errors).toMatchObject([{ kind: 'settle-run', error: { type: 'ZodError' } }]);
    expect(started.logged()).not.toContain(SECRET);
  }, 120_000);

  it('killed in the middle of its work, leaves it to the next one', async () => {
    const first = startProcess();
    await until(async () => (await beats()) > 0);
    const runId = await postRun(actor);
    const locked = () =>
      withProject(actor.projectId, async (tx) => {
        const rows = await tx.$queryRaw<
          { id: bigint }[]
        >`UPDATE graphile_worker._private_jobs j SET locked_by = h.worker_id, locked_at = now() FROM worker_heartbeat h WHERE j.payload->>'runId' = ${runId} AND j.payload->>'projectId' = ${actor.projectId} RETURNING j.id`;
        return rows.length > 0;
      });
    first.child.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    // As it stands when a worker dies with the job in hand; then its silence grows.
    if (!(await locked())) await postRun(actor, { output: 'Another answer.' }, { runId }).then(locked);
    await withProject(
      actor.projectId,
      (tx) =>
        tx.$executeRaw`UPDATE graphile_worker._private_jobs j SET locked_at = now() - interval '1 hour' WHERE j.locked_by IS NOT NULL AND j.payload->>'projectId' = ${actor.projectId}`,
    );
    await globalDatabase().$executeRaw`UPDATE worker_heartbeat SET seen_at = now() - interval '1 hour'`;
    const second = startProcess();
    try {
      await until(async () => (await phaseOf(runId)) === 'evaluated');
    } finally {
      second.child.kill('SIGTERM');
    }
    expect(await second.ended).toBe(0);
  }, 120_000);

  it('outlives a database that is away when regular work is due', async () => {
    const address = new URL(db.appUrl);
    const relay = await startTcpRelay(Number(address.port));
    address.port = String(relay.port);
    const secondsToMinute = 15;
    const started = startProcess({
      url: address.href,
      clockAheadMs: ((60 - new Date().getSeconds() - secondsToMinute + 60) % 60) * 1000,
    });
    const minuteAt = Date.now() + (secondsToMinute + 1) * 1000;
    try {
      await until(async () => (await beats()) > 0);
      await sleep(minuteAt - 4000 - Date.now());
      const target = relay.target;
      relay.target = 1;
      relay.cut();
      await sleep(minuteAt + 2000 - Date.now());
      relay.target = target;
      const runId = await postRun(actor);
      await until(async () => (await phaseOf(runId)) === 'evaluated');
      expect(started.logged()).toContain('job queue: it stopped and will start anew');
    } finally {
      started.child.kill('SIGTERM');
    }
    expect(await started.ended).toBe(0);
    await relay.close();
  }, 120_000);
});
