// Submit: decide an item. One transaction writes everything that follows from it, so it has a data function of its own.
import { submissionSchema } from '@/lib/domain/review/review-submission';
import type { ItemVerb } from './verb';

export const submit: ItemVerb = {
  on: 'item',
  name: 'submit',
  title: 'Submit and next',
  past: 'decided',
  key: 'Mod+Enter',
  permission: 'item.review',
  trail: 'decision.submitted',
  from: ['leased'],
  by: 'holder',
  reasonCodes: [],
  isReasonRequired: false,
  payload: submissionSchema,
  read: null,
};
