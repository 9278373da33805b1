// The runs of a cause, newest first: counted up to a bound, paged by key. Every statement is a range of one index.
import 'server-only';
import { causeKey } from '@/lib/domain/incident/cause-key';
import type { IncidentCause } from '@/lib/domain/incident/incident-cause';
import { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';

export interface CauseWindow {
  /** Null: from the beginning. */
  from: Date | null;
  to: Date;
}

/** Where a page ended: the instant with its microseconds as text. */
export interface CauseCursor {
  at: string;
  runId: string;
}

export interface CauseRun extends CauseCursor {}

/** Whether runs with this cause can be found by it; of a drift or a report only the runs that were listed are known. */
export function isFindable(cause: IncidentCause): boolean {
  return cause.by !== 'drift' && cause.by !== 'report';
}

/** A query of `at` and `run_id`. Of the runs of an incident without a findable cause: those that are listed and were not put anywhere. */
export function causeRunsSql(
  projectId: string,
  incidentId: string | null,
  cause: IncidentCause,
  window: CauseWindow,
  after: CauseCursor | null,
  limit: number,
): Prisma.Sql {
  if (!isFindable(cause)) {
    return Prisma.sql`SELECT i.added_at AS at, i.run_id FROM incident_run i
      WHERE i.project_id = ${projectId}::uuid AND i.incident_id = ${incidentId}::uuid AND i.outcome IN ('listed', 'undone')
        AND i.run_id > ${after?.runId ?? ''}
      ORDER BY i.run_id LIMIT ${limit}`;
  }
  const from = window.from ?? new Date(0);
  const indexed = ['passage', 'page', 'document', 'step_error'].includes(cause.by);
  if (indexed) {
    const keyset = after ? Prisma.sql`AND (c.started_at, c.run_id) < (${after.at}::timestamptz, ${after.runId})` : Prisma.empty;
    return Prisma.sql`SELECT c.started_at AS at, c.run_id FROM run_cause c
      WHERE c.project_id = ${projectId}::uuid AND c.kind = ${cause.by} AND c.key = ${causeKey(cause)}::uuid
        AND c.started_at >= ${from} AND c.started_at < ${window.to} ${keyset}
      ORDER BY c.started_at DESC, c.run_id DESC LIMIT ${limit}`;
  }
  const keyset = after
    ? Prisma.sql`AND x.started_at <= ${after.at}::timestamptz AND (x.started_at < ${after.at}::timestamptz OR x.run_id > ${after.runId})`
    : Prisma.empty;
  return Prisma.sql`SELECT x.started_at AS at, x.run_id FROM run x
    WHERE x.project_id = ${projectId}::uuid AND ${columnCondition(cause)} AND x.started_at >= ${from} AND x.started_at < ${window.to} ${keyset}
    ORDER BY x.started_at DESC, x.run_id LIMIT ${limit}`;
}

function columnCondition(cause: IncidentCause): Prisma.Sql {
  switch (cause.by) {
    case 'prompt':
      return cause.prompt_id === null
        ? Prisma.sql`x.prompt_id IS NULL AND x.prompt_version = ${cause.prompt_version}`
        : Prisma.sql`x.prompt_id = ${cause.prompt_id} AND x.prompt_version = ${cause.prompt_version}`;
    case 'fingerprint':
      return Prisma.sql`x.system_fingerprint = ${cause.system_fingerprint}`;
    case 'route':
      return Prisma.sql`x.route = ${cause.route}`;
    case 'pattern':
      return Prisma.sql`x.pattern_key = ${cause.pattern_key}`;
    default:
      throw new Error(`the cause ${cause.by} is no column of a run`);
  }
}

/** How many runs of the window have the cause; `isMore` when there are more than the bound, which nobody counted. */
export async function countCauseRuns(
  tx: Tx,
  projectId: string,
  cause: IncidentCause,
  window: CauseWindow,
  bound: number,
): Promise<{ count: number; isMore: boolean }> {
  const runs = causeRunsSql(projectId, null, cause, window, null, bound + 1);
  const [row] = await tx.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM (${runs}) AS found`;
  const count = row?.count ?? 0;
  return { count: Math.min(count, bound), isMore: count > bound };
}

/** One page; `at` keeps its microseconds. */
export async function pageCauseRuns(
  tx: Tx,
  projectId: string,
  incidentId: string | null,
  cause: IncidentCause,
  window: CauseWindow,
  after: CauseCursor | null,
  limit: number,
): Promise<CauseRun[]> {
  const runs = causeRunsSql(projectId, incidentId, cause, window, after, limit);
  return tx.$queryRaw<CauseRun[]>`
    SELECT to_char(found.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, found.run_id AS "runId" FROM (${runs}) AS found`;
}
