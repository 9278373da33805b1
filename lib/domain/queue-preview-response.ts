// What rules would catch, as the API gives it.
import { z } from 'zod';

export const previewResponseSchema = z
  .object({
    looked_at: z.int(),
    caught: z.int(),
    already_queued: z.int(),
    rules: z.array(z.object({ name: z.string(), caught: z.int() })),
    examples: z.array(
      z.object({
        run_id: z.string(),
        name: z.string().nullable(),
        risk: z.number().nullable(),
        output_preview: z.string(),
        reasons: z.array(z.object({ rule: z.string(), detail: z.string() })),
      }),
    ),
  })
  .meta({ id: 'QueuePreview' });

interface Preview {
  lookedAt: number;
  caught: number;
  alreadyQueued: number;
  rules: { name: string; caught: number }[];
  examples: {
    runId: string;
    name: string | null;
    risk: number | null;
    outputPreview: string;
    reasons: { rule: string; detail: string }[];
  }[];
}

export function previewResponse({ lookedAt, caught, alreadyQueued, rules, examples }: Preview): z.input<typeof previewResponseSchema> {
  return {
    looked_at: lookedAt,
    caught,
    already_queued: alreadyQueued,
    rules,
    examples: examples.map(({ runId, name, risk, outputPreview, reasons }) => ({
      run_id: runId,
      name,
      risk,
      output_preview: outputPreview,
      reasons,
    })),
  };
}
