// Comment: words on a run, an item or a claim, at any time. Never changed, never deleted.
import { z } from 'zod';
import { optionalText, reviewText } from '@/lib/domain/review/review-text';
import { type RunVerb, verbUse } from './verb';

const payload = z.strictObject({
  text: reviewText(20_000).refine((text) => text.trim() !== '', 'says nothing'),
  claim_id: optionalText(512),
});

export const comment: RunVerb = {
  on: 'run',
  name: 'comment',
  title: 'Comment',
  past: 'commented',
  key: 'c',
  permission: 'run.comment',
  trail: 'comment.added',
  reasonCodes: [],
  isReasonRequired: false,
  payload,
  read: (raw) => {
    const { text, claim_id } = payload.parse(raw);
    return verbUse({ note: text }, { claimId: claim_id ?? null });
  },
};
