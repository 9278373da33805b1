// Reassign: a lead gives an item to one person, or back to everybody. A lease on it ends.
import { z } from 'zod';
import { reasonPayload } from './reason';
import { type ItemVerb, verbUse } from './verb';

const payload = reasonPayload([], false, { to: z.uuid().nullable().describe('User id of the person; null: anybody') });

export const reassign: ItemVerb = {
  on: 'item',
  name: 'reassign',
  title: 'Reassign',
  past: 'reassigned',
  key: null,
  permission: 'item.reassign',
  trail: 'item.reassigned',
  from: ['waiting', 'leased', 'escalated'],
  by: 'permitted',
  reasonCodes: [],
  isReasonRequired: false,
  payload,
  read: (raw) => {
    const use = payload.parse(raw) as z.infer<typeof payload> & { to: string | null };
    return verbUse(use, { body: { to: use.to }, change: () => ({ state: 'waiting', assignedTo: use.to, attempts: 0 }) });
  },
};
