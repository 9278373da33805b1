// Skip: back to the queue for somebody else. It counts as an attempt, so what everybody skips reaches a lead.
import { afterLease } from '@/lib/domain/item-state';
import { OTHER, reasonPayload } from './reason';
import { type ItemVerb, verbUse } from './verb';

const reasonCodes = [
  { code: 'not_my_field', title: 'Not my field' },
  { code: 'language', title: 'A language I do not read' },
  { code: 'conflict_of_interest', title: 'I am involved' },
  { code: 'source_missing', title: 'A source is missing' },
  { code: 'no_time', title: 'No time now' },
  OTHER,
];
const payload = reasonPayload(reasonCodes, true, {});

export const skip: ItemVerb = {
  on: 'item',
  name: 'skip',
  title: 'Skip',
  past: 'skipped',
  key: 'S',
  permission: 'item.review',
  trail: 'item.skipped',
  from: ['leased'],
  by: 'holder',
  reasonCodes,
  isReasonRequired: true,
  payload,
  read: (raw) => verbUse(payload.parse(raw), { change: (item) => afterLease(item, 'came_to_nothing') }),
};
