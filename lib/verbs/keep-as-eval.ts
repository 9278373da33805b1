// Keep as eval case: a decided run becomes a candidate of an eval set. Before the decision it is part of the submit.
import { evalRequestSchema } from '@/lib/domain/review/review-submission';
import type { RunVerb } from './verb';

export const keepAsEval: RunVerb = {
  on: 'run',
  name: 'keep_as_eval',
  title: 'Keep as eval case',
  past: 'kept as eval case',
  key: 'p',
  permission: 'item.review',
  trail: 'eval_case.kept',
  reasonCodes: [],
  isReasonRequired: false,
  payload: evalRequestSchema,
  read: null,
};
