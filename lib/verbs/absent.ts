// Absent: there is no right value. The field or sentence should not be there at all.
import { OTHER } from './reason';
import type { ClaimVerb } from './verb';

export const absent: ClaimVerb = {
  on: 'claim',
  name: 'absent',
  title: 'Should not be there',
  past: 'took out',
  key: 'x',
  permission: 'item.review',
  trail: 'verdict.recorded',
  draft: { value: 'wrong', absent: true },
  matches: ({ absent: isAbsent }) => isAbsent === true,
  reasonCodes: [
    { code: 'invented', title: 'Invented' },
    { code: 'not_in_source', title: 'Not in any source' },
    { code: 'not_applicable', title: 'Does not apply to this case' },
    { code: 'duplicate', title: 'Said twice' },
    OTHER,
  ],
  isReasonRequired: true,
};
