// The schema of a run as the API gives it; OpenAPI is made from it and a test holds the mapper to it.
import { z } from 'zod';
import { EVIDENCE_STATES, SEVERITIES, TERM_GROUPS } from '@/lib/domain/evidence';
import { runRecordSchema } from './run-record';
import { scoreResponseSchema } from '@/lib/domain/score-response';
import { stepResponseSchema } from '@/lib/domain/step-response';

const instant = z.string().describe('RFC 3339 UTC with microseconds');
const nullable = <S extends z.ZodType>(schema: S) => schema.nullable();

export const anchorResponseSchema = z.object({
  document_id: nullable(z.string()),
  version: nullable(z.int()),
  sha256: z.string(),
  page: nullable(z.int()),
  passage: nullable(z.int()).describe('Ordinal in context, counted from 0, when the place is in a passage'),
  start: z.int(),
  end: z.int(),
  quote: z.string(),
  boxes: z.array(z.array(z.number())).describe('[x0, y0, x1, y1] in PDF points, origin top left'),
  score: z.number(),
  origin: z.enum(['cited', 'found', 'reviewer']),
  match: z.string(),
});

/** The sum of all contributions, through the logistic function, is the score. */
const termSchema = z.object({
  name: z.string(),
  contribution: z.number().describe('In log-odds'),
  group: z.enum(TERM_GROUPS).optional().describe('Absent on scores from before terms had groups'),
});

/** What GET adds to a posted record. */
export const runCompletionSchema = z.object({
  source: z.string(),
  phase: z.enum(['receiving', 'settled', 'evaluated']),
  view: z.enum(['original', 'effective']),
  as_of: nullable(instant),
  derived: z.record(z.string(), z.string()).describe('Fields that the run did not state, and where they were taken from'),
  revision: nullable(z.string()),
  evaluated_at: nullable(instant).describe('null while checks are pending'),
  claims: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['sentence', 'field']),
      path: nullable(z.string()),
      range: nullable(z.array(z.int())),
      text: z.string(),
      value: z.unknown(),
      state: z.enum(EVIDENCE_STATES),
      risk: nullable(z.number()),
      terms: z.array(termSchema).describe('What the risk of the claim is made of, largest first; small terms are left out'),
      anchors: z.array(anchorResponseSchema),
      candidates: z.array(anchorResponseSchema),
    }),
  ),
  findings: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(SEVERITIES),
      claim_id: nullable(z.string()),
      step_id: nullable(z.string()),
      detail: z.string(),
      anchors: z.array(anchorResponseSchema),
      check: z.string(),
      check_version: z.string(),
    }),
  ),
  risk: nullable(z.object({ score: z.number(), terms: z.array(termSchema), model_version: z.string() })),
  items: z.array(
    z.object({
      item_id: z.string(),
      queue: z.string(),
      state: z.string(),
      reasons: z.array(z.object({ rule: z.string(), detail: z.string() })),
      priority: z.int(),
      due_at: nullable(instant),
      outcome: nullable(z.string()),
      decided_at: nullable(instant),
    }),
  ),
  reviews: z.array(
    z.object({
      event_id: z.string(),
      seq: z.int(),
      verb: z.string(),
      actor: z.string(),
      at: instant,
      reason_code: nullable(z.string()),
      note: nullable(z.string()),
      claim_id: nullable(z.string()),
      item_id: nullable(z.string()),
      decision_id: nullable(z.string()),
      revision: nullable(z.string()),
      before: z.unknown(),
      after: z.unknown(),
      body: z.unknown(),
      trail_index: nullable(z.int()),
    }),
  ),
  scores: z.array(scoreResponseSchema).describe('What was said of the run in other tools, oldest first'),
  original_output: z.unknown(),
  effective_output: z.unknown(),
  review_outcome: nullable(z.string()),
  eval_case_id: nullable(z.string()),
  step_count: z.int(),
  steps: z.array(stepResponseSchema).describe('The first steps in tree order; the others at /steps'),
});

export const runResponseSchema = runRecordSchema
  .omit({ steps: true, review_outcome: true, eval_case_id: true })
  .extend(runCompletionSchema.shape)
  .meta({ id: 'Run' });
