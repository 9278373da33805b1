// Puts background jobs into graphile-worker's table, in the transaction that caused them: a job exists exactly when its cause does.
import 'server-only';
import { createHash } from 'node:crypto';
import type { SqlClient } from './database';
import { type SqlSender, sendSql } from './sql-sender';

export const JOB_KINDS = [
  'settle-run',
  'recheck-document',
  'recheck-open-runs',
  'checkpoint-trail',
  'drain-inbox',
  'sweep-leases',
  'prune',
  'backfill-queue',
  'deliver-outbox',
  'verify-run',
  'refit-risk',
  'rescore-runs',
  'queue-incident-runs',
  'count-runs',
  'test-drift',
  'tell-drift',
  'derive-patterns',
  'index-inputs',
  'index-search',
] as const;
export type JobKind = (typeof JOB_KINDS)[number];

export interface JobOptions {
  /** Jobs with one key replace each other while they wait, which debounces them. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
}

const SQL = `SELECT graphile_worker.add_job(identifier => $1::text, payload => $2::json, run_at => $3::timestamptz,
  max_attempts => $4::int, job_key => $5::text, job_key_mode => 'replace')`;

/** Every payload names its project; the worker opens the project's transaction with it. */
export async function enqueueJob(
  on: SqlSender,
  kind: JobKind,
  payload: { projectId: string; [field: string]: unknown },
  options: JobOptions = {},
): Promise<void> {
  await sendSql(on, `${SQL}::text`, parameters(kind, payload, options));
}

/** The same on a bare client. */
export async function enqueueJobSql(
  client: SqlClient,
  kind: JobKind,
  payload: { projectId: string; [field: string]: unknown },
  options: JobOptions = {},
): Promise<void> {
  await client.query(SQL, parameters(kind, payload, options));
}

function parameters(kind: JobKind, payload: unknown, options: JobOptions): unknown[] {
  return [kind, JSON.stringify(payload), options.runAt ?? null, options.maxAttempts ?? 25, options.key ?? null];
}

/** Everything that wants a run checked uses this key, so that a run is waiting to be checked at most once. */
export function settleRunKey(projectId: string, runId: string): string {
  return `settle-run:${projectId}:${createHash('sha256').update(runId).digest('hex').slice(0, 32)}`;
}
