// Cannot tell: an honest answer, kept apart from right and wrong.
import { OTHER } from './reason';
import type { ClaimVerb } from './verb';

export const cannotTell: ClaimVerb = {
  on: 'claim',
  name: 'cannot_tell',
  title: 'Cannot tell',
  past: 'could not tell',
  key: '5',
  permission: 'item.review',
  trail: 'verdict.recorded',
  draft: { value: 'cannot_tell' },
  matches: ({ value }) => value === 'cannot_tell',
  reasonCodes: [
    { code: 'source_missing', title: 'The source is missing' },
    { code: 'source_unreadable', title: 'The source cannot be read' },
    { code: 'ambiguous', title: 'It can be read in more than one way' },
    { code: 'needs_expert', title: 'Needs somebody who knows the field' },
    OTHER,
  ],
  isReasonRequired: false,
};
