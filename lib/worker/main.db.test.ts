import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalDatabase, withProject } from '@/lib/data/database';
import { enqueueJob } from '@/lib/data/jobs';
import type { Actor } from '@/lib/domain/policy';
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

function startProcess(): Started {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'debug',
    COUNTERSIGN_PROCESS: 'worker',
    COUNTERSIGN_APP_DATABASE_URL: db.appUrl,
    COUNTERSIGN_SECRET: 'x'.repeat(40),
  } as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/worker/main.ts'], {
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
});
