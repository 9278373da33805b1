// Reads what pages show of an eval case's body; anything else in it stays reachable in the whole body.
import { z } from 'zod';
import { type Json, jsonSchema } from '@/lib/domain/run/run';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

const caseBodySchema = z.object({
  input: jsonSchema.nullish().transform((value) => value ?? null),
  context: z.array(z.unknown()).catch([]),
  expected: z.object({
    route: text,
    output: jsonSchema.nullish().transform((value) => value ?? null),
    fallback: text,
    evidence_required: z.boolean().catch(false),
    is_nothing_correct: z.boolean().catch(false),
    evidence: z.array(z.object({ claim_id: text, document_id: text, page: z.number().nullish(), quote: text })).catch([]),
  }),
  review: z.object({ outcome: text, at: text }).catch({ outcome: null, at: null }),
  lineage: z
    .object({
      run_id: text,
      revision: text,
      prompt_id: text,
      prompt_version: text,
      model_name: text,
      route: text,
      release: text,
      trail_index: text,
    })
    .partial()
    .catch({}),
});
export type CaseBody = z.infer<typeof caseBodySchema>;

/** Null for a body of another format. */
export function readCaseBody(body: Json): CaseBody | null {
  return caseBodySchema.safeParse(body).data ?? null;
}
