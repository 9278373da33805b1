// Amend: a lead changes a decision by a new one. The old one stays where it is.
import { amendmentSchema } from '@/lib/domain/review/review-submission';
import { OTHER } from './reason';
import type { ItemVerb } from './verb';

export const amend: ItemVerb = {
  on: 'item',
  name: 'amend',
  title: 'Amend the decision',
  past: 'amended',
  key: null,
  permission: 'decision.amend',
  trail: 'decision.amended',
  from: ['done'],
  by: 'permitted',
  reasonCodes: [
    { code: 'new_evidence', title: 'New evidence' },
    { code: 'reviewer_error', title: 'The decision was mistaken' },
    { code: 'policy_changed', title: 'The policy changed' },
    { code: 'appeal', title: 'Somebody appealed' },
    OTHER,
  ],
  isReasonRequired: true,
  payload: amendmentSchema,
  read: null,
};
