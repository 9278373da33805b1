// Open the rationale: recorded, because people who read a wrong explanation first catch far fewer errors.
import { z } from 'zod';
import { type RunVerb, verbUse } from './verb';

const payload = z.strictObject({});

export const openRationale: RunVerb = {
  on: 'run',
  name: 'open_rationale',
  title: 'Open the rationale (recorded)',
  past: 'opened the rationale',
  key: 'r',
  permission: 'item.review',
  trail: 'rationale.opened',
  reasonCodes: [],
  isReasonRequired: false,
  payload,
  read: (raw) => {
    payload.parse(raw);
    return verbUse({});
  },
};
