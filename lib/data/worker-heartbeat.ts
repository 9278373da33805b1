// Workers say that they live; readiness listens, and jobs of workers that fell silent are given back.
import 'server-only';
import { globalDatabase } from './database';

/** A worker that has said nothing for so long is taken for dead. Checking one run may keep a living one silent for a while. */
const SILENCE_SECONDS = 150;
/** Rows of workers that died without a word are kept for so long. */
const FORGET_SECONDS = 86_400;

/** By the clock of the database, so that machines with other clocks agree on who is alive. */
export async function recordHeartbeat(workerIds: readonly string[], version: string): Promise<void> {
  await globalDatabase().$executeRaw`
    INSERT INTO worker_heartbeat (worker_id, seen_at, version) SELECT w.id, now(), ${version} FROM unnest(${[...workerIds]}::text[]) AS w(id)
    ON CONFLICT (worker_id) DO UPDATE SET seen_at = excluded.seen_at, version = excluded.version`;
}

export async function removeHeartbeat(workerIds: readonly string[]): Promise<void> {
  await globalDatabase().workerHeartbeat.deleteMany({ where: { workerId: { in: [...workerIds] } } });
}

/** Gives back the jobs of workers that are dead, and forgets those long gone. Answers how many workers held jobs. */
export async function releaseJobsOfDeadWorkers(): Promise<number> {
  const dead = await globalDatabase().$queryRaw<{ workerId: string }[]>`
    SELECT DISTINCT j.locked_by AS "workerId" FROM graphile_worker.jobs j
    WHERE j.locked_at < now() - make_interval(secs => ${SILENCE_SECONDS}) AND j.locked_by IS NOT NULL
      AND NOT EXISTS (SELECT FROM worker_heartbeat h WHERE h.worker_id = j.locked_by AND h.seen_at > now() - make_interval(secs => ${SILENCE_SECONDS}))`;
  await giveBackJobs(dead.map(({ workerId }) => workerId));
  await globalDatabase().$executeRaw`DELETE FROM worker_heartbeat WHERE seen_at < now() - make_interval(secs => ${FORGET_SECONDS})`;
  return dead.length;
}

/** Jobs that these workers hold are free at once for others. */
export async function giveBackJobs(workerIds: readonly string[]): Promise<void> {
  if (workerIds.length === 0) return;
  await globalDatabase().$queryRaw`SELECT graphile_worker.force_unlock_workers(${[...workerIds]}::text[])::text`;
}
