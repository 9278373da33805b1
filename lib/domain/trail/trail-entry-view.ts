// An entry of the trail as people and clients see it.
import type { Json } from '@/lib/domain/run/run';

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

/** The entry on the wire. `values` holds what the commitments stand for, where it still exists. */
export function trailEntryJson(entry: TrailEntryView) {
  const values = Object.entries(entry.committed).map(([field, value]) => [
    field,
    value.state === 'shown' ? { salt: value.salt, value: value.value } : null,
  ]);
  return {
    index: Number(entry.index),
    type: entry.type,
    at: entry.at,
    actor_id: entry.actorId,
    actor_name: entry.actorName,
    run_id: entry.runId,
    item_id: entry.itemId,
    event_id: entry.eventId,
    decision_id: entry.decisionId,
    facts: entry.facts,
    values: Object.fromEntries(values) as { [field: string]: { salt: string; value: Json } | null },
    payload: entry.payload,
    leaf_hash: entry.leafHash,
    is_intact: entry.isIntact,
    is_signed: entry.isSigned,
  };
}
