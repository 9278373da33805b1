// Right: the value stands as it is.
import type { ClaimVerb } from './verb';

export const right: ClaimVerb = {
  on: 'claim',
  name: 'right',
  title: 'Right',
  past: 'called right',
  key: '1',
  permission: 'item.review',
  trail: 'verdict.recorded',
  draft: { value: 'right' },
  matches: ({ value, place, support }) => {
    const isAffirmed = value === 'right' || (value === undefined && (place === 'right' || support === 'supports'));
    return isAffirmed && place !== 'wrong' && (support === undefined || support === 'supports');
  },
  reasonCodes: [
    { code: 'verified_in_source', title: 'Verified in the source' },
    { code: 'verified_elsewhere', title: 'Verified elsewhere (say where in the note)' },
  ],
  isReasonRequired: false,
};
