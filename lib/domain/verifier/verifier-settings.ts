// How a project's verifier is asked: the contract, where it is, how much of it may be used and what its word counts for.
import { z } from 'zod';

export const VERIFIER_KINDS = ['scorer', 'judge'] as const;
export type VerifierKind = (typeof VERIFIER_KINDS)[number];

/** A judge reads several pairs with one mind: few at a time. */
const MOST_JUDGED_TOGETHER = 16;

export const verifierSettingsSchema = z
  .strictObject({
    kind: z.enum(VERIFIER_KINDS),
    url: z
      .string()
      .trim()
      .min(1, 'is needed')
      .max(2000)
      .describe('A scorer: where pairs are posted. A judge: the base, as in https://host/v1'),
    model: z.string().trim().max(200).default('').describe('For a judge the name of the model; for a scorer a name of its version'),
    batch_size: z.int().min(1).max(64).default(8).describe('Pairs in one request'),
    concurrency: z.int().min(1).max(8).default(2).describe('Requests at the same time for one run'),
    timeout_ms: z.int().min(200).max(60_000).default(5000).describe('For one request, and for all of them while a run settles'),
    evidence_chars: z.int().min(200).max(20_000).default(2000).describe('Of evidence with one claim'),
    max_pairs_per_run: z.int().min(1).max(1000).default(100),
    max_pairs_per_day: z.int().min(0).max(100_000_000).default(20_000).describe('By UTC day; 0 asks nothing'),
    usd_per_1000_pairs: z.number().min(0).max(10_000).nullable().default(null).describe('For the estimate of cost'),
    weight: z.number().min(0).max(2).default(1).describe('What a score counts for in the log-odds of a claim'),
  })
  .superRefine(({ kind, model, batch_size }, context) => {
    if (kind !== 'judge') return;
    if (model === '') context.addIssue({ code: 'custom', path: ['model'], message: 'is needed for a judge' });
    if (batch_size > MOST_JUDGED_TOGETHER)
      context.addIssue({ code: 'custom', path: ['batch_size'], message: `is at most ${MOST_JUDGED_TOGETHER} for a judge` });
  });
export type VerifierSettings = z.infer<typeof verifierSettingsSchema>;

/** Null and absent keep the stored credential, an empty text removes it. */
export const verifierInputSchema = z
  .strictObject({
    settings: verifierSettingsSchema,
    secret: z
      .string()
      .max(4000)
      .nullable()
      .default(null)
      .describe('Sent as a bearer token. Null keeps the stored one, an empty text removes it'),
    is_on: z.boolean().default(true),
  })
  .meta({ id: 'VerifierChange' });
export type VerifierInput = z.input<typeof verifierInputSchema>;
