// Claim: take an item under a lease. Its data function chooses the item in one guarded statement.
import { z } from 'zod';
import type { ItemVerb } from './verb';

export const claim: ItemVerb = {
  on: 'item',
  name: 'claim',
  title: 'Claim',
  past: 'claimed',
  key: null,
  permission: 'item.review',
  trail: 'item.claimed',
  from: ['waiting', 'leased', 'escalated'],
  by: 'permitted',
  reasonCodes: [],
  isReasonRequired: false,
  payload: z.strictObject({
    item_id: z
      .uuid()
      .nullish()
      .transform((id) => id ?? undefined)
      .describe('A particular item; a lease of your own on it is renewed'),
    resume: z
      .boolean()
      .optional()
      .describe(
        'Whether an item of this queue that you already hold is given again. Default: yes in a browser, no for API keys, which several clients may share',
      ),
  }),
  read: null,
};
