// The states of an item and the moves between them. Guarded updates and checks in the database hold the same rules.
export const ITEM_STATES = ['waiting', 'leased', 'done', 'escalated', 'removed'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** `done` is final: a change of mind is an amendment, which leaves the item where it is. `removed` is a tombstone. */
const MOVES: Record<ItemState, readonly ItemState[]> = {
  waiting: ['waiting', 'leased', 'escalated', 'removed'],
  leased: ['waiting', 'leased', 'done', 'escalated', 'removed'],
  escalated: ['waiting', 'leased', 'escalated', 'removed'],
  done: [],
  removed: [],
};

export function canMove(from: ItemState, to: ItemState): boolean {
  return MOVES[from].includes(to);
}

/** What decides where an item goes next. `attempts` counts leases that ended in nothing: abandoned or skipped. */
export interface ItemStanding {
  state: ItemState;
  attempts: number;
  maxAttempts: number;
}

/** What a verb makes of an item; columns of the lease are cleared whenever the state is not `leased`. */
export interface ItemChange {
  state: ItemState;
  attempts?: number;
  assignedTo?: string | null;
}

/**
 * Where an item goes when its lease ends without a decision. An item that was tried too often goes to a lead instead of back to
 * the queue, and stays with the leads when one of them gives it up again.
 */
export function afterLease({ attempts, maxAttempts }: ItemStanding, end: 'given_back' | 'came_to_nothing'): ItemChange {
  const tried = attempts + (end === 'came_to_nothing' ? 1 : 0);
  return { state: tried >= maxAttempts ? 'escalated' : 'waiting', attempts: tried };
}
