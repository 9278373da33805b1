// Adds lines to an incident's timeline together with their trail entries, in the transaction of what happened.
import 'server-only';
import type { IncidentEventKind } from '@/lib/domain/incident/incident-event';
import { newId } from '@/lib/domain/new-id';
import type { Json } from '@/lib/domain/run/run';
import type { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';
import { appendTrail, type TrailRecord } from '@/lib/data/trail/trail';

/** Who did it: a person or key by id, an alarm or the product itself with null. */
export interface IncidentActor {
  id: string | null;
  name: string;
}

export interface NewIncidentEvent {
  kind: IncidentEventKind;
  /** Ids, words of this product, counts, hashes: in clear in the trail. */
  facts?: { [key: string]: Json };
  /** What somebody wrote: in the timeline as it is, in the trail as salted commitments. */
  written?: { [key: string]: Json };
}

/**
 * The row of the incident must be locked or new in this transaction, which is what makes `seq` dense. Locks the trail's head, so
 * call it last. `also` goes into the trail before the events.
 */
export async function recordIncidentEvents(
  tx: Tx,
  projectId: string,
  incidentId: string,
  actor: IncidentActor,
  events: readonly NewIncidentEvent[],
  also: readonly TrailRecord[] = [],
): Promise<{ seq: number; trailIndex: bigint }[]> {
  const last = await tx.incidentEvent.aggregate({ where: { projectId, incidentId }, _max: { seq: true } });
  const first = (last._max.seq ?? 0) + 1;
  const at = new Date();
  const numbered = events.map((event, offset) => ({ ...event, seq: first + offset, eventId: newId(at.getTime()) }));
  const entries = numbered.map(({ kind, seq, eventId, facts, written }): TrailRecord => {
    const committed = written && Object.keys(written).length > 0 ? { committed: written } : {};
    return { type: `incident.${kind}`, at, actorId: actor.id, eventId, facts: { incident_id: incidentId, seq, ...facts }, ...committed };
  });
  const indices = await appendTrail(tx, projectId, [...also, ...entries]);
  const placed = numbered.map((event, offset) => ({ ...event, trailIndex: indexAt(indices, also.length + offset) }));
  await tx.incidentEvent.createMany({
    data: placed.map(({ seq, eventId, kind, facts, written, trailIndex }) => ({
      projectId,
      incidentId,
      seq,
      eventId,
      kind,
      at,
      actorId: actor.id,
      actorName: actor.name,
      body: { ...facts, ...written } as Prisma.InputJsonObject,
      trailIndex,
    })),
  });
  return placed.map(({ seq, trailIndex }) => ({ seq, trailIndex }));
}

function indexAt(indices: readonly bigint[], place: number): bigint {
  const index = indices[place];
  if (index === undefined) throw new Error('an incident event has no trail entry');
  return index;
}
