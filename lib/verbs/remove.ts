// Remove: take an item out of its queue for good. It stays as a tombstone, so that its rule does not put it in again.
import { OTHER, reasonPayload } from './reason';
import { type ItemVerb, verbUse } from './verb';

const reasonCodes = [
  { code: 'test_traffic', title: 'Test or playground traffic' },
  { code: 'duplicate', title: 'Reviewed under another run' },
  { code: 'out_of_scope', title: 'Does not belong into this queue' },
  OTHER,
];
const payload = reasonPayload(reasonCodes, true, {});

export const remove: ItemVerb = {
  on: 'item',
  name: 'remove',
  title: 'Remove from the queue',
  past: 'removed',
  key: null,
  permission: 'item.reassign',
  trail: 'item.removed',
  from: ['waiting', 'leased', 'escalated'],
  by: 'permitted',
  reasonCodes,
  isReasonRequired: true,
  payload,
  read: (raw) => verbUse(payload.parse(raw), { change: () => ({ state: 'removed' }) }),
};
