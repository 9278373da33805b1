// Lists entries of a project's trail for people who read it: the page, the API and the bundle.
import 'server-only';
import { can } from '@/lib/domain/policy';
import type { Actor } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run';
import { parsePayload } from '@/lib/domain/trail/trail-payload';
import { leafHash } from '@/lib/domain/trail/merkle-hash';
import { trailCursor } from '@/lib/domain/trail/trail-query';
import type { TrailFilter, TrailQuery } from '@/lib/domain/trail/trail-query';
import { forbidden } from '@/lib/errors';
import type { Prisma } from '@/prisma/generated/client';
import { withProject } from './database';
import type { Tx } from './database';
import { actorNames } from './trail-actors';
import { findCheckpoint } from './trail-checkpoint';

/** A value that the entry only commits to. `erased` when it is no longer stored. */
export type CommittedView = { digest: string } & ({ state: 'shown'; salt: string; text: string; value: Json } | { state: 'erased' });

export interface TrailEntryView {
  index: bigint;
  type: string;
  /** RFC 3339 UTC with microseconds, as hashed. */
  at: string;
  actorId: string | null;
  /** Today's name of the actor, for reading; null for the product itself and for who is gone. Not part of the entry. */
  actorName: string | null;
  runId: string | null;
  itemId: string | null;
  eventId: string | null;
  decisionId: string | null;
  facts: { [key: string]: Json };
  committed: { [field: string]: CommittedView };
  /** The exact text of the leaf. */
  payload: string;
  /** Hex. */
  leafHash: string;
  /** Whether the stored text still has the stored hash. */
  isIntact: boolean;
  /** Whether a checkpoint covers the entry. */
  isSigned: boolean;
}

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
    const after: Prisma.TrailEntryWhereInput =
      query.cursor === undefined ? {} : { idx: query.order === 'newest' ? { lt: query.cursor } : { gt: query.cursor } };
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
      nextCursor: rows.length > page.length && last ? trailCursor(last.idx) : null,
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
