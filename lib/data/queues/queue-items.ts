// The items of a queue as a table shows them: filtered, sorted, a page at a time.
import 'server-only';
import { groupBy } from '@/lib/domain/group-by';
import type { EvidenceState } from '@/lib/domain/evidence';
import { MASK } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import type { QueueItemsQuery, QueuePage, QueueRow } from '@/lib/domain/queue-row';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { forbidden } from '@/lib/errors';
import { Prisma } from '@/prisma/generated/client';
import { type Tx, withProject } from '@/lib/data/database';
import { afterCursor, cursorAfter, cursorColumns, orderBy } from './queue-order';
import { getQueueId } from './queues';
import { likePattern } from '@/lib/data/runs/run-filter-sql';

interface StoredRow extends Omit<QueueRow, 'holder' | 'states' | 'flaggedCount' | 'createdAt' | 'dueAt' | 'decidedAt' | 'leaseExpiresAt'> {
  revision: string;
  createdAt: Date;
  dueAt: Date | null;
  decidedAt: Date | null;
  leaseExpiresAt: Date | null;
  leaseHolder: string | null;
  assignedTo: string | null;
  holderName: string | null;
  cursorKeys: string[];
}

/** Throws `not_found` for the queue and `invalid` for a cursor of another list. */
export async function listQueueItems(actor: Actor, queueName: string, query: QueueItemsQuery): Promise<QueuePage> {
  if (!can(actor, 'queue.read')) throw forbidden('see queues');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const queueId = await getQueueId(tx, projectId, queueName);
    const rows = await tx.$queryRaw<StoredRow[]>`
      SELECT i.item_id::text AS "itemId", i.run_id AS "runId", r.name AS "runName", r.route, r.model_name AS "modelName", i.state, i.outcome, i.reasons, i.risk, i.priority,
        i.created_at AS "createdAt", i.due_at AS "dueAt", i.decided_at AS "decidedAt", i.lease_expires_at AS "leaseExpiresAt", i.is_changed_since AS "isChangedSince",
        i.lease_holder::text AS "leaseHolder", i.assigned_to::text AS "assignedTo", u.name AS "holderName", r.claim_count AS "claimCount", coalesce(r.revision, i.revision) AS revision,
        r.input_preview AS "inputPreview", r.output_preview AS "outputPreview", ${cursorColumns(query.sort)}
      FROM item i JOIN run r ON r.project_id = i.project_id AND r.run_id = i.run_id LEFT JOIN "user" u ON u.id = coalesce(i.lease_holder, i.assigned_to)
      WHERE ${Prisma.join(conditions(actor, queueId, query), ' AND ')}
      ORDER BY ${orderBy(query.sort)} LIMIT ${query.limit + 1}`;
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const counts = await claimCounts(tx, projectId, page);
    return {
      rows: page.map((row) => queueRow(actor, row, counts)),
      nextCursor: rows.length > query.limit && last ? cursorAfter(query.sort, last.cursorKeys) : null,
    };
  });
}

function conditions(actor: Actor, queueId: string, query: QueueItemsQuery): Prisma.Sql[] {
  const { projectId } = actor;
  const all = [
    Prisma.sql`i.project_id = ${projectId}::uuid`,
    Prisma.sql`r.project_id = ${projectId}::uuid`,
    Prisma.sql`i.queue_id = ${queueId}::uuid`,
  ];
  if (query.state)
    all.push(query.state.length === 1 ? Prisma.sql`i.state = ${query.state[0]}` : Prisma.sql`i.state = ANY(${query.state}::text[])`);
  for (const person of [query.holder, query.mine ? reviewerId(actor) : undefined]) {
    if (person) all.push(Prisma.sql`(i.lease_holder = ${person}::uuid OR i.assigned_to = ${person}::uuid)`);
  }
  if (query.risk_min !== undefined) all.push(Prisma.sql`i.risk >= ${query.risk_min}::float8`);
  if (query.risk_max !== undefined) all.push(Prisma.sql`i.risk <= ${query.risk_max}::float8`);
  if (query.due_before) all.push(Prisma.sql`i.due_at < ${query.due_before}::timestamptz`);
  if (query.created_before) all.push(Prisma.sql`i.created_at < ${query.created_before}::timestamptz`);
  if (query.code) all.push(Prisma.sql`r.codes && ${query.code}::text[]`);
  if (query.evidence) {
    all.push(
      Prisma.sql`EXISTS (SELECT FROM claim c WHERE c.project_id = ${projectId}::uuid AND c.run_id = i.run_id AND c.revision = coalesce(r.revision, i.revision) AND c.state = ANY(${query.evidence}::text[]))`,
    );
  }
  if (query.q) {
    // Who may not see content may not find runs by it either.
    const pattern = likePattern(query.q);
    const content = can(actor, 'run.read_raw')
      ? Prisma.sql`OR r.input_preview ILIKE ${pattern} OR r.output_preview ILIKE ${pattern}`
      : Prisma.empty;
    all.push(Prisma.sql`(r.run_id ILIKE ${pattern} OR r.name ILIKE ${pattern} ${content})`);
  }
  if (query.cursor) all.push(afterCursor(query.sort, query.cursor));
  return all;
}

interface ClaimCount {
  runId: string;
  revision: string;
  state: EvidenceState;
  claims: number;
  flagged: number;
}

/** Claims of the page's runs by state, met on run and revision together. */
async function claimCounts(tx: Tx, projectId: string, page: readonly StoredRow[]): Promise<Map<string, ClaimCount[]>> {
  if (page.length === 0) return new Map();
  const rows = await tx.$queryRaw<ClaimCount[]>`
    SELECT c.run_id AS "runId", c.revision, c.state, count(*)::int AS claims,
      count(*) FILTER (WHERE c.state IN ('moved', 'ambiguous', 'contradicted', 'missing') OR EXISTS (
        SELECT FROM finding f WHERE f.project_id = ${projectId}::uuid AND f.run_id = c.run_id AND f.revision = c.revision AND f.claim_id = c.claim_id AND f.severity IN ('medium', 'high')))::int AS flagged
    FROM unnest(${page.map(({ runId }) => runId)}::text[], ${page.map(({ revision }) => revision)}::text[]) AS k(run_id, revision)
    JOIN claim c ON c.project_id = ${projectId}::uuid AND c.run_id = k.run_id AND c.revision = k.revision
    GROUP BY c.run_id, c.revision, c.state`;
  return groupBy(rows, ({ runId, revision }) => `${runId} ${revision}`);
}

function queueRow(actor: Actor, row: StoredRow, counts: Map<string, ClaimCount[]>): QueueRow {
  const { cursorKeys: _keys, revision, leaseHolder, assignedTo, holderName, createdAt, dueAt, decidedAt, leaseExpiresAt, ...shown } = row;
  const states = counts.get(`${row.runId} ${revision}`) ?? [];
  const holderId = leaseHolder ?? assignedTo;
  const isMasked = !can(actor, 'run.read_raw');
  return {
    ...shown,
    ...(isMasked ? { inputPreview: MASK, outputPreview: MASK, reasons: row.reasons.map(({ rule }) => ({ rule, detail: MASK })) } : {}),
    createdAt: createdAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
    leaseExpiresAt: leaseExpiresAt?.toISOString() ?? null,
    holder:
      holderId === null
        ? null
        : {
            id: holderId,
            name: holderName ?? 'an API key',
            isMe: holderId === reviewerId(actor),
            how: leaseHolder === null ? 'assigned' : 'leased',
          },
    flaggedCount: states.reduce((sum, { flagged }) => sum + flagged, 0),
    states: Object.fromEntries(states.map(({ state, claims }) => [state, claims])),
  };
}
