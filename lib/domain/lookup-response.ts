// What a lookup found, as the API gives it.
import { z } from 'zod';

const match = z.object({
  run_id: z.string(),
  kind: z.string().describe('What the id names: run, trace, span, session, item, request, metadata, document or user'),
  name: z.string().nullable(),
  started_at: z.string(),
  step_id: z.string().nullable().describe('The step that the id names'),
});

/** `run_id` is that of the first match. */
export type LookupMatch = z.infer<typeof match>;

export const lookupResponseSchema = z.object({ run_id: z.string().nullable(), runs: z.array(match), closest: z.array(match) });

interface Found {
  runId: string;
  kind: string;
  name: string | null;
  startedAt: string;
  stepId: string | null;
}

export function lookupResponse({
  matches,
  closest,
}: {
  matches: readonly Found[];
  closest: readonly Found[];
}): z.input<typeof lookupResponseSchema> {
  const wire = ({ runId, kind, name, startedAt, stepId }: Found) => ({ run_id: runId, kind, name, started_at: startedAt, step_id: stepId });
  return { run_id: matches[0]?.runId ?? null, runs: matches.map(wire), closest: closest.map(wire) };
}
