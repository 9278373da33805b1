// graphile-worker over our registry of jobs. It goes on for as long as the process lives: when the database goes away, it starts
// anew until it is back; when it is told to stop, it finishes what it holds or hands it back.
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Runner, run, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { giveBackJobs } from '@/lib/data/worker-heartbeat';
import { log } from '@/lib/log';
import { jobError } from './job-error';
import { jobLogger, jobTasks } from './job-tasks';
import { JOB_HANDLERS, type JobHandler } from './registry';

const CONCURRENCY = 2;
const POLL_MS = 1000;
const RESTART_MS = 1000;
/** Less than what the supervisor of the processes waits before it kills. */
const GRACE_MS = 18_000;

/** Regular work, in cron's form: leases and changed runs every minute, pruning every hour, old runs until there are none left to read. */
const CRONTAB = [
  '* * * * * sweep-leases',
  '7 * * * * prune',
  '*/5 * * * * derive-patterns',
  '*/5 * * * * index-inputs',
  '*/5 * * * * index-search',
  '* * * * * count-runs',
  '23 * * * * test-drift',
].join('\n');

export interface RunningWorker {
  /** Ids under which this process holds jobs now. */
  ids: () => string[];
  /** Resolves when nothing is in hand any more: finished, or after `graceMs` handed back. */
  stop: (graceMs?: number) => Promise<void>;
}

export interface WorkerOptions {
  connectionString: string | undefined;
  handlers?: Partial<Record<string, JobHandler>>;
  /** Jobs at the same time. */
  concurrency?: number;
  /** Whether it also starts the regular work. */
  hasCrontab?: boolean;
  /** Called whenever it has started to take jobs. */
  onStart?: () => void;
}

export function runWorker({
  connectionString,
  handlers = JOB_HANDLERS,
  concurrency = CONCURRENCY,
  hasCrontab = true,
  onStart,
}: WorkerOptions): RunningWorker {
  if (!connectionString) throw new Error('No database: start Countersign with `npm start`, or set COUNTERSIGN_APP_DATABASE_URL.');
  const tasks = jobTasks(handlers);
  const ids = new Set<string>();
  const stopping = new AbortController();
  let current: Runner | null = null;

  /** Until it is stopped or one of its workers breaks; then everything of it is gone. */
  async function runOnce(): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    events.on('worker:create', ({ worker }) => ids.add(worker.workerId));
    const broken = new Promise<void>((resolve) => events.once('worker:fatalError', () => resolve()));
    const pgPool = new pg.Pool({ connectionString, max: concurrency + 3, application_name: 'countersign-jobs' });
    pgPool.on('error', (error) => log.warn({ error: jobError(error) }, 'job queue: a connection was lost'));
    try {
      current = await run({
        pgPool,
        events,
        taskList: tasks,
        ...(hasCrontab ? { crontab: CRONTAB } : {}),
        concurrency,
        pollInterval: POLL_MS,
        noHandleSignals: true,
        logger: jobLogger(),
      });
      onStart?.();
      if (stopping.signal.aborted) await stopRunner(current);
      await Promise.race([current.promise, broken]);
      await stopRunner(current);
    } finally {
      current = null;
      await pgPool.end();
      ids.clear();
    }
  }

  async function runUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runOnce().catch((error: unknown) => log.warn({ error: jobError(error) }, 'job queue: it stopped and will start anew'));
      if (!stopping.signal.aborted) await sleep(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const ended = runUntilStopped();
  return {
    ids: () => [...ids],
    stop: async (graceMs = GRACE_MS) => {
      const held = [...ids];
      stopping.abort();
      if (current) void stopRunner(current);
      const isDone = await Promise.race([ended.then(() => true), sleep(graceMs).then(() => false)]);
      if (isDone) return;
      log.warn({ workers: held.length }, 'job queue: jobs are still in hand and are handed back');
      await giveBackJobs(held);
    },
  };
}

/** A runner that has stopped by itself says so by throwing. */
async function stopRunner(runner: Runner): Promise<void> {
  await runner.stop().catch(() => undefined);
}
