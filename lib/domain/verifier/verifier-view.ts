// The verifier as its page and the API show it; the credential is in none of it.
import { z } from 'zod';
import { verifierSettingsSchema } from './verifier-settings';

export const VERIFIER_STATES = ['none', 'off', 'on', 'away', 'over_budget'] as const;
export type VerifierState = (typeof VERIFIER_STATES)[number];

const instant = z.iso.datetime();

export const verifierViewSchema = z
  .object({
    state: z.enum(VERIFIER_STATES).describe('none: not set up. away: it does not answer, runs are checked without it'),
    settings: verifierSettingsSchema.nullable(),
    has_secret: z.boolean(),
    away_since: instant.nullable(),
    next_try_at: instant.nullable().describe('When it is asked again after failures'),
    last_ok_at: instant.nullable(),
    last_error: z.string().nullable(),
    last_error_at: instant.nullable(),
    use: z
      .object({
        day: z.iso.date().describe('UTC'),
        calls: z.int(),
        pairs: z.int().describe('Pairs that were sent'),
        failures: z.int().describe('Requests that failed, and pairs that got no usable score'),
        cost_usd: z.number().nullable().describe('Estimate; null without a price'),
      })
      .describe('Today'),
    known_scores: z.int().describe('Scores that are kept and not asked for again'),
    waiting_runs: z.int().describe('Checked without it, and checked again when it is back'),
  })
  .meta({ id: 'Verifier' });
export type VerifierView = z.infer<typeof verifierViewSchema>;

export const verifierTestSchema = z
  .object({
    is_ok: z.boolean(),
    to: z.string().describe('Where it was sent'),
    duration_ms: z.number(),
    said: z.string().describe('What came back, or what is wrong, in one sentence'),
    support: z.number().nullable(),
    detail: z.string().nullable(),
    model: z.string().nullable(),
    expected: z.string().describe('What a good verifier says of the built-in pair'),
  })
  .meta({ id: 'VerifierTest' });
export type VerifierTest = z.infer<typeof verifierTestSchema>;

interface VerifierFacts {
  isOn: boolean;
  awaySince: Date | null;
  pairsToday: number;
  maxPairsPerDay: number;
}

/** What a switched-off one last did is no matter; a used-up budget is told before a fault, since nothing is asked meanwhile. */
export function verifierState({ isOn, awaySince, pairsToday, maxPairsPerDay }: VerifierFacts): VerifierState {
  if (!isOn) return 'off';
  if (pairsToday >= maxPairsPerDay) return 'over_budget';
  return awaySince === null ? 'on' : 'away';
}
