// Lists of runs as the API gives them: rows of the list, siblings, and what a lookup found.
import { z } from 'zod';
import type { RunSummary } from './run-summary';

const text = z.string().nullable();
const number = z.number().nullable();

export const runSummarySchema = z
  .object({
    run_id: z.string(),
    source: z.string(),
    phase: z.enum(['receiving', 'settled', 'evaluated']),
    name: text,
    session_id: text,
    user_id: text,
    environment: text,
    release: text,
    route: text,
    prompt_id: text,
    prompt_version: text,
    model_provider: text,
    model_name: text,
    started_at: z.string(),
    ended_at: text,
    received_at: z.string(),
    latency_ms: number,
    cost_usd: number,
    usage: z.object({ input_tokens: number, output_tokens: number }),
    tags: z.array(z.string()),
    step_count: z.int(),
    error_count: z.int(),
    claim_count: z.int(),
    codes: z.array(z.string()).describe('Codes of its findings'),
    document_ids: z.array(z.string()),
    risk: number,
    revision: text,
    evaluated_at: text,
    review_outcome: text,
    eval_case_id: text,
    input_preview: z.string(),
    output_preview: z.string(),
  })
  .meta({ id: 'RunSummary' });

export const runListSchema = z.object({ runs: z.array(runSummarySchema), next_cursor: text });

export function runSummaryResponse(run: RunSummary): z.input<typeof runSummarySchema> {
  return {
    run_id: run.runId,
    source: run.source,
    phase: run.phase as 'evaluated',
    name: run.name,
    session_id: run.sessionId,
    user_id: run.userId,
    environment: run.environment,
    release: run.release,
    route: run.route,
    prompt_id: run.promptId,
    prompt_version: run.promptVersion,
    model_provider: run.modelProvider,
    model_name: run.modelName,
    started_at: run.startedAt,
    ended_at: run.endedAt,
    received_at: run.receivedAt,
    latency_ms: run.latencyMs,
    cost_usd: run.costUsd,
    usage: { input_tokens: run.inputTokens, output_tokens: run.outputTokens },
    tags: run.tags,
    step_count: run.stepCount,
    error_count: run.errorCount,
    claim_count: run.claimCount,
    codes: run.codes,
    document_ids: run.documentIds,
    risk: run.risk,
    revision: run.revision,
    evaluated_at: run.evaluatedAt,
    review_outcome: run.reviewOutcome,
    eval_case_id: run.evalCaseId,
    input_preview: run.inputPreview,
    output_preview: run.outputPreview,
  };
}
