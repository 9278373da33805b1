// Records what a verb did: the trail entry and the review event, in the transaction of the act itself.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import type { Actor } from '@/lib/domain/policy';
import { reviewerId, SYSTEM_REVIEWER } from '@/lib/domain/review/review-actor';
import type { Json } from '@/lib/domain/run/run';
import { type SqlSender, sendSql } from '@/lib/data/sql-sender';
import { appendTrail } from '@/lib/data/trail/trail';

/** What happened, before it has a place in the run's history and in the trail. */
export interface NewReviewEvent {
  eventId: string;
  itemId: string | null;
  claimId: string | null;
  decisionId: string | null;
  verb: string;
  revision: string | null;
  reasonCode: string | null;
  note: string | null;
  /** Undefined is stored as nothing, null as the JSON value null. */
  before: Json | undefined;
  after: Json | undefined;
  body: Json;
  trail: {
    type: string;
    /** In clear for ever: ids, codes, hashes, counts. */
    facts: { [key: string]: Json };
    /** Values beside `note`, `before` and `after` (which are always committed). */
    committed?: { [field: string]: Json };
    previousDecisionId?: string;
  };
}

/** Who records. The trail names a key by its own id, and the product itself by null. */
export interface RecordedBy {
  projectId: string;
  actorId: string;
  actorName: string;
  trailActorId: string | null;
  at: Date;
}

export function recordedBy(actor: Actor, at: Date): RecordedBy {
  return {
    projectId: actor.projectId,
    actorId: reviewerId(actor),
    actorName: actor.name,
    trailActorId: actor.userId ?? actor.keyId ?? null,
    at,
  };
}

export function recordedByProduct(projectId: string, at: Date): RecordedBy {
  return { projectId, actorId: SYSTEM_REVIEWER.id, actorName: SYSTEM_REVIEWER.name, trailActorId: null, at };
}

export interface ReviewEventPlace {
  eventId: string;
  seq: number;
  trailIndex: bigint;
}

/** An event with nothing in it but its verb; callers set what they have. */
export function newReviewEvent(
  verb: string,
  trailType: string,
  more: Partial<Omit<NewReviewEvent, 'trail'>> & { facts?: { [key: string]: Json } },
): NewReviewEvent {
  const { facts = {}, ...given } = more;
  return {
    eventId: newId(),
    itemId: null,
    claimId: null,
    decisionId: null,
    verb,
    revision: null,
    reasonCode: null,
    note: null,
    before: undefined,
    after: undefined,
    body: {},
    trail: { type: trailType, facts },
    ...given,
  };
}

/**
 * Appends the events of one run, in order. The trail is appended to first: its head stays locked until the transaction ends, so
 * no other event of the project can take the next `seq` in between. Call it as late as possible for the same reason.
 */
export async function recordEvents(
  on: SqlSender,
  by: RecordedBy,
  runId: string,
  events: readonly NewReviewEvent[],
): Promise<ReviewEventPlace[]> {
  const indices = await appendTrail(
    on,
    by.projectId,
    events.map((event) => ({
      type: event.trail.type,
      at: by.at,
      actorId: by.trailActorId,
      runId,
      itemId: event.itemId ?? undefined,
      eventId: event.eventId,
      decisionId: event.decisionId ?? undefined,
      previousDecisionId: event.trail.previousDecisionId,
      facts: {
        verb: event.verb,
        ...present('revision', event.revision),
        ...present('claim_id', event.claimId),
        ...present('reason_code', event.reasonCode),
        ...event.trail.facts,
      },
      committed: {
        ...present('note', event.note),
        ...present('before', event.before),
        ...present('after', event.after),
        ...event.trail.committed,
      },
    })),
  );
  const rows = events.map((event, index) => ({ ...event, trailIndex: String(indices[index]) }));
  const placed = await sendSql<{ eventId: string; seq: number }>(on, INSERT, [
    by.projectId,
    runId,
    by.actorId,
    by.actorName,
    by.at.toISOString(),
    JSON.stringify(rows),
  ]);
  const seqs = new Map(placed.map(({ eventId, seq }) => [eventId, seq]));
  if (seqs.size !== events.length) throw new Error(`${events.length} events of run ${runId} made ${seqs.size} rows`);
  return rows.map(({ eventId, trailIndex }) => ({ eventId, seq: seqs.get(eventId) ?? 0, trailIndex: BigInt(trailIndex) }));
}

const INSERT = `
  INSERT INTO review_event (project_id, run_id, actor_id, actor_name, at, seq, event_id, item_id, claim_id, decision_id, verb, revision,
    reason_code, note, before, after, body, trail_index)
  SELECT $1::uuid, $2, $3::uuid, $4, $5::timestamptz,
    (SELECT coalesce(max(h.seq), 0) FROM review_event h WHERE h.project_id = $1::uuid AND h.run_id = $2) + e.n,
    (e.row->>'eventId')::uuid, (e.row->>'itemId')::uuid, e.row->>'claimId', (e.row->>'decisionId')::uuid, e.row->>'verb', e.row->>'revision',
    e.row->>'reasonCode', e.row->>'note', e.row->'before', e.row->'after', e.row->'body', (e.row->>'trailIndex')::bigint
  FROM jsonb_array_elements($6::jsonb) WITH ORDINALITY AS e(row, n)
  RETURNING event_id::text AS "eventId", seq`;

function present(name: string, value: Json | undefined): { [key: string]: Json } {
  return value === undefined || value === null ? {} : { [name]: value };
}
