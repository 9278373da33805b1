// Approve an eval case: a second pair of eyes lets it into the next version of its set.
import { reasonPayload } from './reason';
import type { CaseVerb } from './verb';

export const approveCase: CaseVerb = {
  on: 'case',
  name: 'approve_case',
  title: 'Approve',
  past: 'approved the eval case',
  key: null,
  permission: 'eval.approve',
  trail: 'eval_case.approved',
  reasonCodes: [],
  isReasonRequired: false,
  payload: reasonPayload([], false, {}),
};
