// Expire: a lease ran out. Recorded by the product when it sweeps, or when the next reviewer takes the item.
import { z } from 'zod';
import { afterLease } from '@/lib/domain/item-state';
import { type ItemVerb, verbUse } from './verb';

const payload = z.strictObject({});

export const expire: ItemVerb = {
  on: 'item',
  name: 'expire',
  title: 'Lease ran out',
  past: 'let the lease run out',
  key: null,
  permission: null,
  trail: 'lease.expired',
  from: ['leased'],
  by: 'permitted',
  reasonCodes: [],
  isReasonRequired: false,
  payload,
  read: (raw) => {
    payload.parse(raw);
    return verbUse({}, { change: (item) => afterLease(item, 'came_to_nothing') });
  },
};
