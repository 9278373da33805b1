// Where words were found inside a run.
import { z } from 'zod';

export const HIT_PLACES = ['name', 'error', 'input', 'output', 'facts', 'attributes', 'events'] as const;
export type HitPlace = (typeof HIT_PLACES)[number];

export const runHitSchema = z
  .object({
    step_id: z.string(),
    place: z.enum(HIT_PLACES).describe('`facts` holds messages, prompts, passages and parameters as they were read'),
    before: z.string().describe('What stands before the first place where the words are found there'),
    match: z.string(),
    after: z.string(),
  })
  .meta({ id: 'RunHit' });
export type RunHit = z.infer<typeof runHitSchema>;

export const runHitsSchema = z.object({
  hits: z.array(runHitSchema),
  scanned: z.number().int().describe('Steps that were looked through for this page'),
  next_cursor: z.string().nullable().describe('Null when all steps have been looked through'),
});
export type RunHits = z.infer<typeof runHitsSchema>;

export const runSearchQuerySchema = z.strictObject({
  q: z.string().min(1).max(400).describe('Any words, names, keys or values; case does not count'),
  cursor: z.string().min(1).optional(),
});
