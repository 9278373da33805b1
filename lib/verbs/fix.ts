// Fix: the value is wrong; usually the right one is given.
import { OTHER } from './reason';
import type { ClaimVerb } from './verb';

export const fix: ClaimVerb = {
  on: 'claim',
  name: 'fix',
  title: 'Fix',
  past: 'corrected',
  key: '2',
  permission: 'item.review',
  trail: 'verdict.recorded',
  draft: { value: 'wrong' },
  matches: ({ value, absent }) => value === 'wrong' && !absent,
  reasonCodes: [
    { code: 'number_wrong', title: 'Wrong number' },
    { code: 'date_wrong', title: 'Wrong date' },
    { code: 'name_wrong', title: 'Wrong name' },
    { code: 'unit_wrong', title: 'Wrong unit or currency' },
    { code: 'calculation_wrong', title: 'Calculated wrongly' },
    { code: 'negation_flipped', title: 'Says the opposite' },
    { code: 'condition_missing', title: 'Leaves out a condition' },
    { code: 'wrong_entity', title: 'About something or somebody else' },
    { code: 'value_outdated', title: 'Outdated' },
    { code: 'wording_wrong', title: 'Worded wrongly' },
    { code: 'format_wrong', title: 'Wrong format' },
    OTHER,
  ],
  isReasonRequired: true,
};
