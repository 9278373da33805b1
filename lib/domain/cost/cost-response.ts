// Cost as the API gives it, and its schema.
import { z } from 'zod';
import { COST_KINDS, type CostSums } from './cost-kind';
import type { CostView } from './cost-view';

const sumsSchema = z.object({
  runs: z.int(),
  known_cost_runs: z.int().describe('Of these runs, how many tell a cost; of the others it is not known, and not zero'),
  cost_usd: z.number(),
  token_runs: z.int(),
  input_tokens: z.int(),
  cached_input_tokens: z.int().describe('Part of input_tokens'),
  output_tokens: z.int(),
  reasoning_tokens: z.int().describe('Part of output_tokens'),
  steps: z.int().describe('Steps with a cost or tokens of their own'),
});
const daySchema = z.object({ day: z.string(), sums: sumsSchema });

export const costResponseSchema = z
  .object({
    from: z.string().describe('UTC day'),
    to: z.string().describe('UTC day, inclusive'),
    total: sumsSchema,
    days: z.array(daySchema),
    groups: z.array(
      z.object({
        kind: z.enum(COST_KINDS),
        rows: z.array(
          z.object({ value: z.string().describe('Empty: not told; `…`: beyond the 60 dearest values of a day'), sums: sumsSchema }),
        ),
        more: z.int().describe('Values of the window beyond those given'),
      }),
    ),
    part: z
      .object({
        kind: z.enum(COST_KINDS),
        value: z.string(),
        sums: sumsSchema,
        days: z.array(daySchema),
        dearest_runs: z.array(z.object({ run_id: z.string(), cost_usd: z.number().nullable(), tokens: z.int() })),
      })
      .nullable(),
    counted_at: z.string().nullable(),
    waiting_days: z.int().describe('Days of the range whose runs have changed since they were counted'),
  })
  .meta({ id: 'Cost' });

export function costResponse({ range, total, days, groups, part, countedAt, waitingDays }: CostView): z.infer<typeof costResponseSchema> {
  const dayResponse = ({ day, sums }: CostView['days'][number]) => ({ day, sums: sumsResponse(sums) });
  return {
    from: range.from,
    to: range.to,
    total: sumsResponse(total),
    days: days.map(dayResponse),
    groups: groups.map(({ kind, rows, more }) => ({
      kind,
      more,
      rows: rows.map(({ value, sums }) => ({ value, sums: sumsResponse(sums) })),
    })),
    part: part && {
      kind: part.kind,
      value: part.value,
      sums: sumsResponse(part.sums),
      days: part.days.map(dayResponse),
      dearest_runs: part.dearest.map(({ runId, costUsd, tokens }) => ({ run_id: runId, cost_usd: costUsd, tokens })),
    },
    counted_at: countedAt,
    waiting_days: waitingDays,
  };
}

function sumsResponse(sums: CostSums): z.infer<typeof sumsSchema> {
  return {
    runs: sums.runs,
    known_cost_runs: sums.knownRuns,
    cost_usd: sums.costUsd,
    token_runs: sums.tokenRuns,
    input_tokens: sums.inputTokens,
    cached_input_tokens: sums.cachedTokens,
    output_tokens: sums.outputTokens,
    reasoning_tokens: sums.reasoningTokens,
    steps: sums.steps,
  };
}
