// Incidents as they are read: the list with its filters, and one with its runs, progress and timeline.
import 'server-only';
import { z } from 'zod';
import type { IncidentSeverity, IncidentStatus } from '@/lib/domain/incident/incident';
import { incidentCauseSchema } from '@/lib/domain/incident/incident-cause';
import { incidentEventKindSchema } from '@/lib/domain/incident/incident-event';
import type {
  IncidentDetail,
  IncidentEventView,
  IncidentListQuery,
  IncidentProgress,
  IncidentRunRow,
  IncidentSummary,
} from '@/lib/domain/incident/incident-view';
import { type Actor, can } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run/run';
import { forbidden, notFound } from '@/lib/errors';
import type { Prisma } from '@/prisma/generated/client';
import { type Tx, withProject } from '@/lib/data/database';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';
import { listQueueings } from './queueing-rows';

export const INCIDENT_RUNS_A_PAGE = 50;
/** Runs of an incident whose items are counted. */
const PROGRESS_BOUND = 10_000;
const MAX_EVENTS = 2000;

const listCursorSchema = z.tuple([z.literal('incident'), z.string(), z.uuid()]);
const runCursorSchema = z.tuple([z.literal('incident-run'), z.string(), z.string()]);

const SHOWN: Record<IncidentListQuery['show'], IncidentStatus[] | null> = {
  active: ['candidate', 'open', 'contained'],
  open: ['open', 'contained'],
  candidates: ['candidate'],
  closed: ['resolved', 'dismissed'],
  all: null,
};

/** The newest first. */
export async function listIncidents(
  actor: Actor,
  query: IncidentListQuery,
): Promise<{ incidents: IncidentSummary[]; nextCursor: string | null }> {
  if (!can(actor, 'incident.read')) throw forbidden('see incidents');
  const { projectId } = actor;
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, listCursorSchema);
  return withProject(projectId, async (tx) => {
    const states = SHOWN[query.show];
    const where: Prisma.IncidentWhereInput[] = [{ projectId }];
    if (states) where.push({ status: { in: states } });
    if (query.severity) where.push({ severity: query.severity });
    // A key that belongs to nobody owns nothing.
    if (query.mine) where.push({ ownerId: actor.userId ?? '00000000-0000-0000-0000-000000000000' });
    if (query.overdue) where.push({ deadlineAt: { lt: await databaseNow(tx) }, status: { in: ['candidate', 'open', 'contained'] } });
    if (after) {
      const [, at, incidentId] = after;
      where.push({ OR: [{ createdAt: { lt: new Date(at) } }, { createdAt: new Date(at), incidentId: { gt: incidentId } }] });
    }
    const rows = await tx.incident.findMany({
      where: { projectId, AND: where },
      orderBy: [{ createdAt: 'desc' }, { incidentId: 'asc' }],
      take: query.limit + 1,
    });
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      incidents: await summaries(tx, projectId, shown),
      nextCursor: rows.length > shown.length && last ? encodeCursor(['incident', last.createdAt.toISOString(), last.incidentId]) : null,
    };
  });
}

/** Throws `not_found`. The first page of its runs; more by `listIncidentRuns`. */
export async function getIncident(actor: Actor, incidentId: string): Promise<IncidentDetail> {
  if (!can(actor, 'incident.read')) throw forbidden('see incidents');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => readIncident(tx, projectId, incidentId));
}

export async function readIncident(tx: Tx, projectId: string, incidentId: string): Promise<IncidentDetail> {
  const row = await getIncidentRow(tx, projectId, incidentId);
  const [summary] = await summaries(tx, projectId, [row]);
  if (!summary) throw notFound('incident');
  const { runs, nextCursor } = await pageRuns(tx, projectId, incidentId, undefined, INCIDENT_RUNS_A_PAGE);
  return {
    ...summary,
    learnt: row.learnt,
    progress: await progressOf(tx, projectId, incidentId),
    queueings: await listQueueings(tx, projectId, incidentId),
    runs,
    runsCursor: nextCursor,
    events: await listEvents(tx, projectId, incidentId),
  };
}

export async function getIncidentRow(tx: Tx, projectId: string, incidentId: string) {
  const row = z.uuid().safeParse(incidentId).success
    ? await tx.incident.findUnique({ where: { projectId_incidentId: { projectId, incidentId } } })
    : null;
  if (!row) throw notFound('incident');
  return row;
}

export async function listIncidentRuns(
  actor: Actor,
  incidentId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ runs: IncidentRunRow[]; nextCursor: string | null }> {
  if (!can(actor, 'incident.read')) throw forbidden('see incidents');
  return withProject(actor.projectId, async (tx) => {
    await getIncidentRow(tx, actor.projectId, incidentId);
    return pageRuns(tx, actor.projectId, incidentId, cursor, limit);
  });
}

/** The timeline, oldest first. */
export async function listIncidentEvents(actor: Actor, incidentId: string): Promise<IncidentEventView[]> {
  if (!can(actor, 'incident.read')) throw forbidden('see incidents');
  return withProject(actor.projectId, async (tx) => {
    await getIncidentRow(tx, actor.projectId, incidentId);
    return listEvents(tx, actor.projectId, incidentId);
  });
}

type IncidentRow = Awaited<ReturnType<typeof getIncidentRow>>;

export async function summaries(tx: Tx, projectId: string, rows: readonly IncidentRow[]): Promise<IncidentSummary[]> {
  const ownerIds = [...new Set(rows.flatMap(({ ownerId }) => ownerId ?? []))];
  const members = await tx.membership.findMany({
    where: { projectId, userId: { in: ownerIds } },
    select: { userId: true, user: { select: { name: true } } },
  });
  const names = new Map(members.map(({ userId, user }) => [userId, user.name]));
  return rows.map((row) => ({
    incidentId: row.incidentId,
    title: row.title,
    severity: row.severity as IncidentSeverity,
    status: row.status as IncidentStatus,
    owner: row.ownerId === null ? null : { id: row.ownerId, name: names.get(row.ownerId) ?? 'A former member' },
    cause: incidentCauseSchema.parse(row.cause),
    deadlineAt: row.deadlineAt?.toISOString() ?? null,
    runCount: row.runCount,
    createdAt: row.createdAt.toISOString(),
    createdBy: { kind: row.createdByKind as IncidentSummary['createdBy']['kind'], name: row.createdByName },
    changedAt: row.changedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    version: row.version,
  }));
}

async function listEvents(tx: Tx, projectId: string, incidentId: string): Promise<IncidentEventView[]> {
  const rows = await tx.incidentEvent.findMany({ where: { projectId, incidentId }, orderBy: { seq: 'desc' }, take: MAX_EVENTS });
  return rows.reverse().map((row) => ({
    seq: row.seq,
    kind: incidentEventKindSchema.parse(row.kind),
    at: row.at.toISOString(),
    actorId: row.actorId,
    actorName: row.actorName,
    body: row.body as { [key: string]: Json },
    trailIndex: row.trailIndex === null ? null : Number(row.trailIndex),
  }));
}

async function pageRuns(tx: Tx, projectId: string, incidentId: string, cursor: string | undefined, limit: number) {
  const [, at, runId] = cursor === undefined ? [] : decodeCursor(cursor, runCursorSchema);
  const rows = await tx.$queryRaw<(IncidentRunRow & { at: string })[]>`
    SELECT ir.run_id AS "runId", r.name, ir.why, to_char(ir.added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "addedAt", ir.outcome AS place,
      ir.item_id::text AS "itemId", q.name AS queue, i.state AS "itemState", coalesce(i.outcome, r.review_outcome) AS outcome, r.risk
    FROM incident_run ir LEFT JOIN run r ON r.project_id = ${projectId}::uuid AND r.run_id = ir.run_id
      LEFT JOIN item i ON i.project_id = ${projectId}::uuid AND i.item_id = ir.item_id
      LEFT JOIN queue q ON q.project_id = ${projectId}::uuid AND q.queue_id = i.queue_id
    WHERE ir.project_id = ${projectId}::uuid AND ir.incident_id = ${incidentId}::uuid
      AND (ir.added_at, ir.run_id) > (coalesce(${at ?? null}::timestamptz, '-infinity'), ${runId ?? ''})
    ORDER BY ir.added_at, ir.run_id LIMIT ${limit + 1}`;
  const runs = rows.slice(0, limit);
  const last = runs.at(-1);
  return { runs, nextCursor: rows.length > limit && last ? encodeCursor(['incident-run', last.addedAt, last.runId]) : null };
}

async function progressOf(tx: Tx, projectId: string, incidentId: string): Promise<IncidentProgress> {
  const rows = await tx.$queryRaw<{ state: string; outcome: string | null; count: number }[]>`
    SELECT i.state, i.outcome, count(*)::int AS count
    FROM (SELECT ir.item_id FROM incident_run ir WHERE ir.project_id = ${projectId}::uuid AND ir.incident_id = ${incidentId}::uuid
      AND ir.item_id IS NOT NULL AND ir.outcome <> 'undone' LIMIT ${PROGRESS_BOUND + 1}) AS mine
      JOIN item i ON i.project_id = ${projectId}::uuid AND i.item_id = mine.item_id
    GROUP BY i.state, i.outcome`;
  const many = (holds: (row: { state: string; outcome: string | null }) => boolean) =>
    rows.reduce((sum, row) => sum + (holds(row) ? row.count : 0), 0);
  const decided = (outcome: string) => many((row) => row.state === 'done' && row.outcome === outcome);
  const items = many(() => true);
  const known = {
    waiting: many(({ state }) => state === 'waiting'),
    inReview: many(({ state }) => state === 'leased'),
    escalated: many(({ state }) => state === 'escalated'),
    approved: decided('approved'),
    corrected: decided('corrected'),
    rejected: decided('rejected'),
  };
  const other = items - Object.values(known).reduce((sum, count) => sum + count, 0);
  return { items, ...known, other, isMore: items > PROGRESS_BOUND };
}
