// The worker process: takes jobs until it is told to stop, then finishes what it holds or hands it back.
import { closeDatabase } from '@/lib/data/database';
import { sentenceWeights } from '@/lib/data/checking/sentence-weights';
import { recordHeartbeat, releaseJobsOfDeadWorkers, removeHeartbeat } from '@/lib/data/worker-heartbeat';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { startTelemetry } from '@/lib/telemetry';
import { jobError } from './job-error';
import { JOB_HANDLERS } from './registry';
import { runWorker } from './run-worker';

const HEARTBEAT_MS = 5000;
/** Every so many heartbeats, jobs of workers that fell silent are given back. */
const RELEASE_EVERY = 6;
const VERSION = '0.1.0';

// Weights that cannot be read stop the worker here, and not every run later.
sentenceWeights();
const stopTelemetry = startTelemetry('worker');
/** Deliveries and late verifying wait for other people's servers: they have slots of their own, so that a slow one never holds up a check. */
const OUTSIDE_AT_ONCE = 6;
const { 'deliver-outbox': deliver, 'verify-run': verify, ...others } = JOB_HANDLERS;
const common = { connectionString: env().COUNTERSIGN_APP_DATABASE_URL, onStart: () => void beat() };
const workers = [
  runWorker({ ...common, handlers: others }),
  runWorker({ ...common, handlers: { 'deliver-outbox': deliver, 'verify-run': verify }, concurrency: OUTSIDE_AT_ONCE, hasCrontab: false }),
];
const workerIds = () => workers.flatMap((worker) => worker.ids());

// The job queue leaves a promise unheard when its regular work fails for want of a database. The runner that it belongs to starts anew
// by itself (run-worker.ts), so one lost connection must not end the process.
process.on('unhandledRejection', (error) => log.error({ error: jobError(error) }, 'job queue: a failure that nobody waited for'));

let beats = 0;
const known = new Set<string>();
async function beat(): Promise<void> {
  for (const id of workerIds()) known.add(id);
  try {
    await recordHeartbeat(workerIds(), VERSION);
    if (beats++ % RELEASE_EVERY !== 0) return;
    const dead = await releaseJobsOfDeadWorkers();
    if (dead > 0) log.warn({ dead }, 'jobs of workers that fell silent were given back');
  } catch (error) {
    log.warn({ error: jobError(error) }, 'heartbeat failed');
  }
}
const timer = setInterval(() => void beat(), HEARTBEAT_MS);

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  clearInterval(timer);
  for (const id of workerIds()) known.add(id);
  await Promise.all(workers.map((worker) => worker.stop()));
  await removeHeartbeat([...known]).catch(() => undefined);
  await closeDatabase().catch(() => undefined);
  await stopTelemetry();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
