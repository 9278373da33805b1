// Prompt versions as the API gives them.
import { z } from 'zod';
import type { PromptVersions, VersionView } from './prompt-versions';
import type { CountedShare } from './version-figures';

const interval = z.object({ share: z.number(), low: z.number(), high: z.number() }).nullable();
const counted = z.object({ hits: z.int(), count: z.int(), effective: z.number().describe('Independent cases that it is worth'), interval });
const mean = z.object({ mean: z.number(), low: z.number(), high: z.number(), count: z.int() }).nullable();
const difference = z.object({ difference: z.number(), low: z.number(), high: z.number() }).nullable();
const use = { version: z.string(), runs: z.int(), first_day: z.string(), last_day: z.string() };
const figures = z.object({
  findings: counted.describe('Runs with a finding of medium or high severity'),
  refusals: counted,
  claims_found: counted.describe('Claims whose evidence was found; intervals take runs, not claims, as cases'),
  claims_unfounded: counted.describe('Claims that a source contradicts, or for which nothing was found'),
  reviewed_wrong: counted.describe('Decided runs that were corrected or rejected, weighted by the inverse of their chance to be reviewed'),
  risk: mean,
  latency_ms: mean,
  cost_usd: mean,
  tokens: mean,
});

export const promptVersionsResponseSchema = z
  .object({
    days: z.int(),
    prompts: z.array(z.object({ prompt_id: z.string(), runs: z.int(), versions: z.int() })),
    prompt_id: z.string().nullable(),
    base: z.string().nullable(),
    known: z.array(z.object(use)),
    versions: z.array(
      z.object({
        ...use,
        sampled: z.int().describe('Newest checked runs that the figures are made from'),
        figures,
        against_base: z
          .object({
            verdict: z.enum(['better', 'worse', 'unclear', 'nothing']),
            sentence: z.string(),
            findings: difference,
            refusals: difference,
            claims_found: difference,
            claims_unfounded: difference,
            reviewed_wrong: difference,
            risk: difference,
            latency_ms: difference,
            cost_usd: difference,
            tokens: difference,
            same_questions: z
              .object({
                pairs: z.int(),
                only_here: z.int(),
                only_base: z.int(),
                difference: z.number(),
                low: z.number(),
                high: z.number(),
                p_value: z.number(),
              })
              .nullable()
              .describe('Runs with findings over questions that both were asked: McNemar'),
          })
          .nullable()
          .describe('This version minus the base, with 95 % intervals; null for the base'),
      }),
    ),
  })
  .meta({ id: 'PromptVersions' });
type Response = z.infer<typeof promptVersionsResponseSchema>;

export function promptVersionsResponse(list: PromptVersions): Response {
  return {
    days: list.days,
    prompts: list.prompts.map(({ promptId, ...counts }) => ({ prompt_id: promptId, ...counts })),
    prompt_id: list.promptId,
    base: list.base,
    known: list.known.map(({ firstDay, lastDay, ...one }) => ({ ...one, first_day: firstDay, last_day: lastDay })),
    versions: list.versions.map(versionResponse),
  };
}

function versionResponse({
  version,
  runs,
  firstDay,
  lastDay,
  sampled,
  figures: one,
  difference: other,
  verdict,
}: VersionView): Response['versions'][number] {
  const share = ({ hits, count, effective, interval: found }: CountedShare) => ({ hits, count, effective, interval: found });
  const meanOf = (found: typeof one.risk) => found && { mean: found.mean, low: found.low, high: found.high, count: found.count };
  return {
    version,
    runs,
    first_day: firstDay,
    last_day: lastDay,
    sampled,
    figures: {
      findings: share(one.findings),
      refusals: share(one.refusals),
      claims_found: share(one.found),
      claims_unfounded: share(one.unfounded),
      reviewed_wrong: share(one.reviewed),
      risk: meanOf(one.risk),
      latency_ms: meanOf(one.latencyMs),
      cost_usd: meanOf(one.costUsd),
      tokens: meanOf(one.tokens),
    },
    against_base:
      other && verdict
        ? {
            ...verdict,
            findings: other.shares.findings,
            refusals: other.shares.refusals,
            claims_found: other.shares.found,
            claims_unfounded: other.shares.unfounded,
            reviewed_wrong: other.shares.reviewed,
            risk: other.means.risk,
            latency_ms: other.means.latencyMs,
            cost_usd: other.means.costUsd,
            tokens: other.means.tokens,
            same_questions: other.paired && {
              pairs: other.paired.pairs,
              only_here: other.paired.onlyFirst,
              only_base: other.paired.onlySecond,
              difference: other.paired.difference,
              low: other.paired.low,
              high: other.paired.high,
              p_value: other.paired.pValue,
            },
          }
        : null,
  };
}
