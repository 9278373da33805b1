// A score as the API gives it.
import { z } from 'zod';
import { isoMicros, parseInstantNs } from './instant';
import { type RunScore, SCORERS } from './score';

const instant = z.string().describe('RFC 3339 UTC with microseconds');

export const scoreResponseSchema = z.object({
  id: z.string().describe('Unique among the scores of its source'),
  source: z.string(),
  target: z.enum(['run', 'step', 'document', 'session']),
  step_id: z.string().nullable(),
  document_position: z.int().nullable().describe('Place of the judged passage among those of the step, counted from 0'),
  session_id: z.string().nullable(),
  name: z.string(),
  number: z.number().nullable(),
  label: z.string().nullable(),
  correction: z.unknown(),
  comment: z.string().nullable(),
  who: z.enum(SCORERS),
  annotator: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  at: instant,
  received_at: instant,
});
export type ScoreResponse = z.infer<typeof scoreResponseSchema>;

/** `runId` tells a score of the run as a whole from one of a step: some sources name both by one kind of id. */
export function scoreResponse(score: RunScore, runId: string): ScoreResponse {
  const { target } = score;
  return {
    id: score.id,
    source: score.source,
    target: scoreTarget(score, runId),
    step_id: target.stepId ?? null,
    document_position: target.documentPosition ?? null,
    session_id: target.sessionId ?? null,
    name: score.name,
    number: score.number ?? null,
    label: score.label ?? null,
    correction: score.correction ?? null,
    comment: score.comment ?? null,
    who: score.who,
    annotator: score.annotator ?? null,
    metadata: score.metadata ?? {},
    at: micros(score.at),
    received_at: micros(score.receivedAt),
  };
}

export function scoreTarget({ target }: RunScore, runId: string): ScoreResponse['target'] {
  if (target.documentPosition !== undefined) return 'document';
  if (target.stepId !== undefined && target.stepId !== runId) return 'step';
  return target.sessionId !== undefined && target.stepId === undefined && target.runId === undefined ? 'session' : 'run';
}

function micros(iso: string): string {
  return isoMicros(parseInstantNs(iso) ?? 0n);
}
