// The text of a stored trail entry, read back. Fields are those that `sealEntry` writes.
import { z } from 'zod';
import { jsonSchema } from '@/lib/domain/run/run';

const payloadSchema = z.object({
  v: z.literal(1),
  type: z.string(),
  at: z.string(),
  actor_id: z.string().nullable(),
  run_id: z.string().optional(),
  item_id: z.string().optional(),
  event_id: z.string().optional(),
  decision_id: z.string().optional(),
  previous_decision_id: z.string().optional(),
  policy_version: z.string().optional(),
  facts: z.record(z.string(), jsonSchema),
  committed: z.record(z.string(), z.string()),
});
export type TrailPayload = z.infer<typeof payloadSchema>;

/** Null when the text is no entry, which in a trail means that somebody changed it. */
export function parsePayload(text: string): TrailPayload | null {
  try {
    return payloadSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
