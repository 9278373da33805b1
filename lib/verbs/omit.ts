// Omitted: something is missing from the output. Not about a claim that is there, so no verdict ever matches it.
import { OTHER } from './reason';
import type { ClaimVerb } from './verb';

export const omit: ClaimVerb = {
  on: 'claim',
  name: 'omit',
  title: 'Something is omitted',
  past: 'found missing',
  key: 'o',
  permission: 'item.review',
  trail: 'omission.recorded',
  draft: {},
  matches: () => false,
  reasonCodes: [
    { code: 'missing_fact', title: 'A fact is missing' },
    { code: 'missing_condition', title: 'A condition is missing' },
    { code: 'missing_exception', title: 'An exception is missing' },
    { code: 'missing_field', title: 'A field is missing' },
    OTHER,
  ],
  isReasonRequired: false,
};
