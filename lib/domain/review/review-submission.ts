// The body of a decision and of its amendment: one schema for the browser, the API and the stored request.
import { z } from 'zod';
import { optionalText, reviewText } from './review-text';
import { OUTCOMES, omissionSchema, verdictSchema } from './review-verdict';

/** Set names end up in addresses and file names. */
export const evalSetNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'may have lower-case letters, digits, dot, dash and underscore, up to 100');

export const evalRequestSchema = z.strictObject({
  set: evalSetNameSchema.default('regressions'),
  expected_route: optionalText(512).describe('Defaults to the route that the run took'),
  expected_fallback: optionalText(512).describe('The fallback that should be taken; absent: none'),
  evidence_required: z.boolean().default(true),
});
export type EvalRequest = z.infer<typeof evalRequestSchema>;

const decisionFields = {
  revision: reviewText(200).min(1).describe('The revision of the run as the reviewer saw it'),
  outcome: z.enum(OUTCOMES),
  verdicts: z.array(verdictSchema).max(5000, 'has more than 5000 verdicts').default([]),
  omissions: z.array(omissionSchema).max(500, 'has more than 500 omissions').default([]),
  nothing_correct: z
    .boolean()
    .default(false)
    .describe('Says of the whole output that nothing in it is correct; with outcome rejected only'),
  acknowledged_unseen: z.boolean().default(false).describe('Approve although flagged claims were not looked at'),
  seen_claim_ids: z.array(reviewText(512)).max(5000).default([]).describe('Claims that were looked at without a verdict'),
  note: optionalText(20_000),
  eval: evalRequestSchema.nullish().describe('Keep as an eval case; null: not even when corrected'),
};

export const submissionSchema = z.strictObject({
  ...decisionFields,
  lease_id: z
    .uuid()
    .nullish()
    .transform((id) => id ?? undefined)
    .describe('The lease as given by claim; needed only where several clients share one key'),
});
export type Submission = z.infer<typeof submissionSchema>;

export const amendmentSchema = z.strictObject({
  ...decisionFields,
  decision_id: z
    .uuid()
    .nullish()
    .transform((id) => id ?? undefined)
    .describe('The decision to amend; defaults to the one in force on this item'),
  reason_code: z.enum(['new_evidence', 'reviewer_error', 'policy_changed', 'appeal', 'other']),
});
export type Amendment = z.infer<typeof amendmentSchema>;

/** What both have in common, for rules that apply to any decision. */
export type DecisionBody = Omit<Submission, 'lease_id'>;
