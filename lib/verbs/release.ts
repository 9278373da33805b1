// Release: give an item back undecided. Whoever may reassign can also release for somebody else.
import { afterLease } from '@/lib/domain/item-state';
import { reasonPayload } from './reason';
import { type ItemVerb, verbUse } from './verb';

const payload = reasonPayload([], false, {});

export const release: ItemVerb = {
  on: 'item',
  name: 'release',
  title: 'Release',
  past: 'released',
  key: null,
  permission: 'item.review',
  trail: 'item.released',
  from: ['leased'],
  by: 'holder_or_lead',
  reasonCodes: [],
  isReasonRequired: false,
  payload,
  read: (raw) => verbUse(payload.parse(raw), { change: (item) => afterLease(item, 'given_back') }),
};
