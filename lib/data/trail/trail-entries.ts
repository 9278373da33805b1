// Lists entries of a project's trail for people who read it: the page, the API and the bundle.
import 'server-only';
import { z } from 'zod';
import { can } from '@/lib/domain/policy';
import type { Actor } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run/run';
import { parsePayload } from '@/lib/domain/trail/trail-payload';
import { leafHash } from '@/lib/domain/trail/merkle-hash';
import type { CommittedView, TrailEntryView } from '@/lib/domain/trail/trail-entry-view';
import type { TrailFilter, TrailQuery } from '@/lib/domain/trail/trail-query';
import { forbidden } from '@/lib/errors';
import type { Prisma } from '@/prisma/generated/client';
import { withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';
import { actorNames } from './trail-actors';
import { findCheckpoint } from './trail-checkpoint';

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/)]);

export interface TrailPage {
  entries: TrailEntryView[];
  nextCursor: string | null;
  signedSize: bigint;
}

/** A page of entries that match every given filter. Costs one index range; pages are keyed by index, so new entries shift none. */
export async function listTrailEntries(actor: Actor, query: TrailQuery): Promise<TrailPage> {
  if (!can(actor, 'trail.read')) throw forbidden('read the trail');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const cursor = query.cursor === undefined ? null : BigInt(decodeCursor(query.cursor, cursorSchema)[0]);
    const after: Prisma.TrailEntryWhereInput = cursor === null ? {} : { idx: query.order === 'newest' ? { lt: cursor } : { gt: cursor } };
    const rows = await tx.trailEntry.findMany({
      where: { AND: [trailWhere(projectId, query), after] },
      orderBy: { idx: query.order === 'newest' ? 'desc' : 'asc' },
      take: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const signedSize = (await findCheckpoint(tx, projectId))?.size ?? 0n;
    return {
      entries: await viewEntries(tx, projectId, page, signedSize),
      nextCursor: rows.length > page.length && last ? encodeCursor([last.idx.toString()]) : null,
      signedSize,
    };
  });
}

/** The types that occur, with their counts, most frequent first: what the filter offers. */
export async function countTrailTypes(actor: Actor): Promise<{ type: string; count: number }[]> {
  if (!can(actor, 'trail.read')) throw forbidden('read the trail');
  const { projectId } = actor;
  const groups = await withProject(projectId, (tx) =>
    tx.trailEntry.groupBy({ by: ['type'], where: { projectId }, _count: { _all: true }, orderBy: { _count: { type: 'desc' } } }),
  );
  return groups.map(({ type, _count }) => ({ type, count: _count._all }));
}

export function trailWhere(projectId: string, filter: TrailFilter): Prisma.TrailEntryWhereInput {
  const bounds = [filter.from && lowerBound(filter.from), filter.to && upperBound(filter.to)].filter((bound) => bound !== undefined);
  return {
    projectId,
    AND: bounds,
    ...(filter.run_id === undefined ? {} : { runId: filter.run_id }),
    ...(filter.actor_id === undefined ? {} : { actorId: filter.actor_id }),
    ...(filter.item_id === undefined ? {} : { itemId: filter.item_id }),
    ...(filter.type === undefined ? {} : { type: filter.type }),
  };
}

export type EntryRow = Prisma.TrailEntryGetPayload<object>;

/** Rows with their committed values and the actors' names, in the order given. */
export async function viewEntries(tx: Tx, projectId: string, rows: readonly EntryRow[], signedSize: bigint): Promise<TrailEntryView[]> {
  const idx = { in: rows.map((row) => row.idx) };
  const values =
    rows.length === 0
      ? []
      : await tx.trailValue.findMany({ where: { projectId, idx }, select: { idx: true, field: true, salt: true, value: true } });
  const names = await actorNames(
    tx,
    projectId,
    rows.map((row) => row.actorId).filter((id) => id !== null),
  );
  return rows.map((row) => {
    const payload = parsePayload(row.payload);
    const own = new Map(values.filter((value) => value.idx === row.idx).map((value) => [value.field, value]));
    const committed = Object.entries(payload?.committed ?? {}).map(
      ([field, digest]) => [field, viewValue(digest, own.get(field))] as const,
    );
    return {
      index: row.idx,
      type: row.type,
      at: payload?.at ?? row.at.toISOString(),
      actorId: row.actorId,
      actorName: row.actorId === null ? null : (names.get(row.actorId) ?? null),
      runId: row.runId,
      itemId: row.itemId,
      eventId: payload?.event_id ?? null,
      decisionId: payload?.decision_id ?? null,
      facts: payload?.facts ?? {},
      committed: Object.fromEntries(committed),
      payload: row.payload,
      leafHash: Buffer.from(row.leafHash).toString('hex'),
      isIntact: leafHash(Buffer.from(row.payload, 'utf8')).equals(row.leafHash),
      isSigned: row.idx < signedSize,
    };
  });
}

function viewValue(digest: string, stored: { salt: Uint8Array; value: Prisma.JsonValue } | undefined): CommittedView {
  if (!stored || typeof stored.value !== 'string') return { digest, state: 'erased' };
  return {
    digest,
    state: 'shown',
    salt: Buffer.from(stored.salt).toString('hex'),
    text: stored.value,
    value: JSON.parse(stored.value) as Json,
  };
}

type Bound = NonNullable<TrailFilter['from']>;

function lowerBound(bound: Bound): Prisma.TrailEntryWhereInput {
  return 'index' in bound ? { idx: { gte: bound.index } } : { at: { gte: bound.at } };
}

function upperBound(bound: Bound): Prisma.TrailEntryWhereInput {
  return 'index' in bound ? { idx: { lt: bound.index } } : { at: { lt: bound.at } };
}
