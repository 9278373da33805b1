// graphile-worker over our registry of jobs: each job in a span of its own, counted, failures logged without their payload.
import { Logger, type Runner, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { count, inSpan } from '@/lib/telemetry';
import { JOB_HANDLERS } from './registry';

const CONCURRENCY = 2;
const POLL_MS = 1000;

/** Regular work, in cron's form: leases every minute, pruning every hour. */
const CRONTAB = ['* * * * * sweep-leases', '7 * * * * prune'].join('\n');

/** Starts taking jobs; `stop()` waits for those in hand. Jobs of a worker that dies are taken by another after a while. */
export async function runWorker(): Promise<Runner> {
  const pgPool = new pg.Pool({ connectionString: env().COUNTERSIGN_APP_DATABASE_URL, max: CONCURRENCY + 3, application_name: 'countersign-jobs' });
  pgPool.on('error', (error) => log.warn({ err: error }, 'job connection lost'));
  const runner = await run({ pgPool, concurrency: CONCURRENCY, pollInterval: POLL_MS, crontab: CRONTAB, noHandleSignals: true, taskList: taskList(), logger: logger() });
  void runner.promise.finally(() => pgPool.end());
  return runner;
}

function taskList(): TaskList {
  return Object.fromEntries(
    Object.entries(JOB_HANDLERS).map(([kind, handler]) => [
      kind,
      async (payload: unknown) => {
        const outcome = await inSpan(`job ${kind}`, {}, () => handler(payload)).then(() => 'done', (error: unknown) => error);
        count('countersign.jobs', 1, { kind, outcome: outcome === 'done' ? 'done' : 'failed' });
        if (outcome !== 'done') throw outcome;
      },
    ]),
  );
}

function logger(): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error({ err: (meta as { error?: unknown } | undefined)?.error }, message);
    else log.debug(message);
  });
}
