// Handlers as graphile-worker takes them: each job in a span of its own, counted; failures logged without their payload.
import type { JobHelpers, Logger as GraphileLogger, TaskList } from 'graphile-worker';
import { Logger } from 'graphile-worker';
import { log } from '@/lib/log';
import { count, inSpan, recordDuration } from '@/lib/telemetry';
import { jobError } from './job-error';
import type { JobHandler } from './registry';

export function jobTasks(handlers: Partial<Record<string, JobHandler>>): TaskList {
  return Object.fromEntries(Object.entries(handlers).flatMap(([kind, handler]) => (handler ? [[kind, task(kind, handler)]] : [])));
}

function task(kind: string, handler: JobHandler) {
  return async (payload: unknown, { job }: JobHelpers): Promise<void> => {
    const startedAt = performance.now();
    try {
      await inSpan(`job ${kind}`, { 'job.attempt': job.attempts }, () => handler(payload));
      count('countersign.jobs', 1, { kind, outcome: 'done' });
    } catch (error) {
      const isLast = job.attempts >= job.max_attempts;
      count('countersign.jobs', 1, { kind, outcome: isLast ? 'given_up' : 'failed' });
      const facts = { kind, jobId: job.id, ...idsIn(payload), attempt: job.attempts, of: job.max_attempts, error: jobError(error) };
      // It will be tried again: what passes by itself is no error yet.
      if (isLast) log.error(facts, 'a job failed for the last time and was given up');
      else log.warn(facts, 'a job failed and will be tried again');
      throw error;
    } finally {
      recordDuration('countersign.jobs.duration', performance.now() - startedAt, { kind });
    }
  };
}

/** Ids say what a job was about; nothing else of a payload is logged. */
function idsIn(payload: unknown): { [name: string]: string } {
  if (typeof payload !== 'object' || payload === null) return {};
  const named = Object.entries(payload).filter(
    ([name, value]) => /^(?:projectId|runId|documentId|queue)$/u.test(name) && typeof value === 'string',
  );
  return Object.fromEntries(named) as { [name: string]: string };
}

/** Messages of the job queue itself. Those about failed tasks quote the error and are told above; the rest is about connections. */
export function jobLogger(): GraphileLogger {
  return new Logger(() => (level, message, meta) => {
    const { error, failure } = (meta ?? {}) as { error?: unknown; failure?: boolean };
    if (failure === true) return;
    if (level !== 'error' && level !== 'warning') return;
    log.warn({ error: error === undefined ? undefined : jobError(error) }, `job queue: ${message.split(':')[0] ?? ''}`);
  });
}
