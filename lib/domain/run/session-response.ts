// A session as the API gives it: its runs in order of time.
import { z } from 'zod';
import { runSummaryResponse, runSummarySchema } from './run-list-response';
import type { SessionRun } from './session-run';

export const sessionQuerySchema = z.strictObject({
  cursor: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const sessionResponseSchema = z
  .object({
    session_id: z.string(),
    runs: z.array(
      runSummarySchema.extend({
        input: z.string().describe('What went in, as text; JSON is written out'),
        output: z.string(),
        is_cut: z.boolean().describe('True when input or output goes on: the run has all of it'),
        findings: z.array(z.object({ code: z.string(), severity: z.enum(['high', 'medium', 'low', 'info']), count: z.int() })),
      }),
    ),
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'Session' });

export function sessionResponse(
  sessionId: string,
  runs: readonly SessionRun[],
  nextCursor: string | null,
): z.input<typeof sessionResponseSchema> {
  return {
    session_id: sessionId,
    runs: runs.map(({ run, input, output, isCut, findings }) => ({ ...runSummaryResponse(run), input, output, is_cut: isCut, findings })),
    next_cursor: nextCursor,
  };
}
