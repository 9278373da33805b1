// What has to be true before this installation can work: database, migrations, a living worker, room on the disk.
import 'server-only';
import { readdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from '@/lib/env';
import { globalDatabase } from './database';

export interface ReadinessCheck {
  name: string;
  isOk: boolean;
  detail: string;
}

const WORKER_SILENCE_MS = 30_000;
const MIN_FREE_BYTES = 256 * 1024 * 1024;

/** One line for each thing that is checked; ready when all are ok. Never throws. */
export async function checkReadiness(): Promise<ReadinessCheck[]> {
  const checks = { database, migrations, worker, jobs, disk };
  return Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        return { name, ...(await check()) };
      } catch (error) {
        return { name, isOk: false, detail: error instanceof Error ? error.name : 'failed' };
      }
    }),
  );
}

async function database() {
  await globalDatabase().$queryRaw`SELECT 1`;
  return { isOk: true, detail: 'answers' };
}

async function migrations() {
  const expected = readdirSync(join(process.cwd(), 'prisma', 'migrations'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const applied = await globalDatabase().$queryRaw<
    { migration_name: string }[]
  >`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL`;
  const missing = expected.filter(({ name }) => !applied.some((row) => row.migration_name === name));
  return {
    isOk: missing.length === 0,
    detail: missing.length ? `${missing.length} not applied: restart to migrate` : `${applied.length} applied`,
  };
}

async function worker() {
  const latest = await globalDatabase().workerHeartbeat.findFirst({ orderBy: { seenAt: 'desc' } });
  if (!latest) return { isOk: false, detail: 'no worker has been seen: start one' };
  const silenceMs = Date.now() - latest.seenAt.getTime();
  return { isOk: silenceMs < WORKER_SILENCE_MS, detail: `last seen ${Math.round(silenceMs / 1000)} s ago` };
}

/** For people to look at: jobs that were given up are in the worker's log; they do not keep the others from being done. */
async function jobs() {
  const [row] = await globalDatabase().$queryRaw<{ waiting: number; givenUp: number }[]>`
    SELECT count(*) FILTER (WHERE j.attempts < j.max_attempts)::int AS waiting,
      count(*) FILTER (WHERE j.attempts >= j.max_attempts AND j.locked_at IS NULL)::int AS "givenUp" FROM graphile_worker.jobs j`;
  return { isOk: true, detail: `${row?.waiting ?? 0} waiting or in hand, ${row?.givenUp ?? 0} given up` };
}

async function disk() {
  const { bavail, bsize } = await statfs(env().COUNTERSIGN_DATA_DIR);
  const freeBytes = bavail * bsize;
  return { isOk: freeBytes > MIN_FREE_BYTES, detail: `${Math.round(freeBytes / 1024 / 1024)} MiB free` };
}
