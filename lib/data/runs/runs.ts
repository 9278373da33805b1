// The list of runs: filtered, in order, page by page.
import 'server-only';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';
import { type Actor, can } from '@/lib/domain/policy';
import { maskSummary } from '@/lib/domain/mask-content';
import type { RunQuery } from '@/lib/domain/run/run-query';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { forbidden } from '@/lib/errors';
import { Prisma } from '@/prisma/generated/client';
import { type Tx, withProject } from '@/lib/data/database';
import { type RunListFilters, runConditions } from './run-filter-sql';
import { listRunsHolding } from './runs-holding';
import { runColumnsOf, runSummary } from './run-row';

export interface RunPage {
  runs: RunSummary[];
  nextCursor: string | null;
}

const startCursorSchema = z.tuple([z.literal('started'), z.iso.datetime({ precision: 6 }), z.string()]);
const riskCursorSchema = z.tuple([z.literal('risk'), z.number().nullable(), z.string()]);

/**
 * A page of the project's runs that match all filters, newest first or most at risk first. With a phrase the newest are those that
 * were settled last; a page that took long may hold fewer runs than asked for and still have a next one.
 */
export async function listRuns(actor: Actor, query: RunQuery): Promise<RunPage> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const canReadRaw = can(actor, 'run.read_raw');
  // A phrase that is found tells what a masked text holds.
  if (query.q !== undefined && !canReadRaw) throw forbidden('search in content');
  const { sort, limit, cursor, q, ...filters } = query;
  return withProject(actor.projectId, async (tx) => {
    if (q !== undefined) return listRunsHolding(tx, actor.projectId, { q, filters, sort, limit, cursor });
    const wanted = limit + 1;
    const found =
      sort === '-risk'
        ? await byRisk(tx, actor.projectId, filters, wanted, cursor)
        : await byStart(tx, actor.projectId, filters, wanted, cursor);
    const runs = found
      .slice(0, limit)
      .map(runSummary)
      .map((run) => (canReadRaw ? run : maskSummary(run)));
    const last = runs.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    return {
      runs,
      nextCursor: hasMore
        ? encodeCursor(sort === '-risk' ? ['risk', last.risk, last.runId] : ['started', last.startedAt, last.runId])
        : null,
    };
  });
}

async function byStart(
  tx: Tx,
  projectId: string,
  filters: RunListFilters,
  limit: number,
  cursor: string | undefined,
): Promise<RunSummary[]> {
  let after = Prisma.empty;
  if (cursor) {
    const [, startedAt, runId] = decodeCursor(cursor, startCursorSchema);
    after = Prisma.sql`AND r.started_at <= ${startedAt}::timestamptz AND (r.started_at < ${startedAt}::timestamptz OR r.run_id > ${runId})`;
  }
  return tx.$queryRaw<
    RunSummary[]
  >`SELECT ${runColumnsOf(projectId)} FROM run r WHERE ${runConditions(projectId, filters)} ${after} ORDER BY r.started_at DESC, r.run_id LIMIT ${limit}`;
}

/** Runs without a score come after all others. Two statements, so that each can walk an index instead of sorting. */
async function byRisk(
  tx: Tx,
  projectId: string,
  filters: RunListFilters,
  limit: number,
  cursor: string | undefined,
): Promise<RunSummary[]> {
  const [, risk, runId] = cursor ? decodeCursor(cursor, riskCursorSchema) : (['risk', 1, ''] as const);
  const where = runConditions(projectId, filters);
  const scored =
    risk === null
      ? []
      : await tx.$queryRaw<RunSummary[]>`SELECT ${runColumnsOf(projectId)} FROM run r WHERE ${where}
    AND r.risk <= ${risk} AND (r.risk < ${risk} OR r.run_id > ${runId}) ORDER BY r.risk DESC, r.run_id LIMIT ${limit}`;
  if (scored.length === limit) return scored;
  const after = risk === null ? runId : '';
  const unscored = await tx.$queryRaw<RunSummary[]>`SELECT ${runColumnsOf(projectId)} FROM run r WHERE ${where}
    AND r.risk IS NULL AND r.run_id > ${after} ORDER BY r.run_id LIMIT ${limit - scored.length}`;
  return [...scored, ...unscored];
}
