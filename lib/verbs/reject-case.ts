// Reject an eval case: it stays on record and enters no version.
import { OTHER, reasonPayload } from './reason';
import type { CaseVerb } from './verb';

const reasonCodes = [
  { code: 'duplicate', title: 'Another case says the same' },
  { code: 'expectation_wrong', title: 'The expected output is wrong' },
  { code: 'personal_data', title: 'Holds personal data' },
  { code: 'not_representative', title: 'Says nothing about real traffic' },
  OTHER,
];

export const rejectCase: CaseVerb = {
  on: 'case',
  name: 'reject_case',
  title: 'Reject',
  past: 'rejected the eval case',
  key: null,
  permission: 'eval.approve',
  trail: 'eval_case.rejected',
  reasonCodes,
  isReasonRequired: true,
  payload: reasonPayload(reasonCodes, true, {}),
};
