// Escalate: hand an item to the leads.
import { OTHER, reasonPayload } from './reason';
import { type ItemVerb, verbUse } from './verb';

const reasonCodes = [
  { code: 'needs_expert', title: 'Needs somebody who knows the field' },
  { code: 'policy_unclear', title: 'The policy is unclear' },
  { code: 'source_conflict', title: 'Sources disagree' },
  { code: 'serious_harm', title: 'Could do serious harm' },
  { code: 'legal_or_privacy', title: 'A legal or privacy matter' },
  { code: 'possible_fraud', title: 'Possible fraud or attack' },
  OTHER,
];
const payload = reasonPayload(reasonCodes, true, {});

export const escalate: ItemVerb = {
  on: 'item',
  name: 'escalate',
  title: 'Escalate',
  past: 'escalated',
  key: 'E',
  permission: 'item.review',
  trail: 'item.escalated',
  from: ['leased', 'waiting'],
  by: 'holder_or_lead',
  reasonCodes,
  isReasonRequired: true,
  payload,
  // As many attempts as there may be: whoever gives it up later leaves it with the leads.
  read: (raw) =>
    verbUse(payload.parse(raw), {
      change: ({ attempts, maxAttempts }) => ({ state: 'escalated', attempts: Math.max(attempts, maxAttempts) }),
    }),
};
