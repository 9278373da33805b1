// How a project's verifier is asked: the contract, where it is, how much of it may be used and what its word counts for.
import { z } from 'zod';

export const VERIFIER_KINDS = ['scorer', 'judge'] as const;
export type VerifierKind = (typeof VERIFIER_KINDS)[number];

/** A judge reads several pairs with one mind: few at a time. */
const MOST_JUDGED_TOGETHER = 16;

const whole = (least: number, most: number) => {
  const words = `is a whole number from ${least} to ${most.toLocaleString('en-US')}`;
  return z.int(words).min(least, words).max(most, words);
};
const amount = (most: number) => {
  const words = `is a number from 0 to ${most.toLocaleString('en-US')}`;
  return z.number(words).min(0, words).max(most, words);
};

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
    batch_size: whole(1, 64).default(8).describe('Pairs in one request'),
    concurrency: whole(1, 8).default(2).describe('Requests at the same time for one run'),
    timeout_ms: whole(200, 60_000).default(5000).describe('For one request, and for all of them while a run settles'),
    evidence_chars: whole(200, 20_000).default(2000).describe('Of evidence with one claim'),
    max_pairs_per_run: whole(1, 1000).default(100),
    max_pairs_per_day: whole(0, 100_000_000).default(20_000).describe('By UTC day; 0 asks nothing'),
    usd_per_1000_pairs: amount(10_000).nullable().default(null).describe('For the estimate of cost'),
    weight: amount(2).default(1).describe('What a score counts for in the log-odds of a claim'),
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
