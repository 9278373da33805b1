// The plain run record of the HTTP API, exactly as it stands on the wire. POST reads it, GET writes it, OpenAPI is made from it.
import { z } from 'zod';
import { parseDocumentRef } from '@/lib/domain/document-ref';
import { parseInstantNs } from '@/lib/domain/instant';
import { STEP_KINDS } from './run';

/** Longest id, in characters and in UTF-8 bytes: two of them must fit into one index entry of PostgreSQL. */
export const MAX_ID_CHARS = 512;
export const MAX_ID_BYTES = 1024;
const MAX_STEPS = 50_000;
const MAX_LIST = 10_000;

export const RUN_RECORD_STATUSES = ['ok', 'error', 'running', 'unset'] as const;

const text = z.string('must be text');
/** Words that lists filter by. */
const word = text.max(MAX_ID_CHARS, `must have at most ${MAX_ID_CHARS} characters`);
const number = z.number('must be a number');
const count = number.int('must be a whole number').min(0, 'must not be negative');
const ordinal = number.int('must be a whole number').min(1, 'is counted from 1');
const instant = text.refine(
  (value) => parseInstantNs(value) !== null,
  'must be an RFC 3339 time between 1970 and 2262, such as 2026-11-21T08:30:00.000Z',
);
const anyJson = z.unknown().optional();
/** Passed on by reference: copying it key by key would lose a key called __proto__. */
const record = z
  .unknown()
  .refine((value) => value == null || (typeof value === 'object' && !Array.isArray(value)), 'must be an object')
  .meta({ type: 'object' });
const range = z
  .tuple([count, count], 'must be two whole numbers, [start, end]')
  .refine(([start, end]) => start <= end, 'must not end before it starts');
const list = <T extends z.ZodType>(of: T) => z.array(of, 'must be a list').max(MAX_LIST, `must have at most ${MAX_LIST} entries`);

export const idSchema = text
  .min(1, 'must not be empty')
  .max(MAX_ID_CHARS, `must have at most ${MAX_ID_CHARS} characters`)
  .refine((id) => Buffer.byteLength(id) <= MAX_ID_BYTES, `must have at most ${MAX_ID_BYTES} bytes as UTF-8`)
  .refine((id) => !/\p{Cc}/u.test(id), 'must not hold control characters')
  .refine((id) => id.trim() === id, 'must not start or end with white space');

const documentRef = text.refine((ref) => parseDocumentRef(ref) !== null, 'must be a document reference such as doc:policy-2024#page=3');

const usageSchema = z.strictObject({
  input_tokens: count.nullish(),
  output_tokens: count.nullish(),
  cached_input_tokens: count.nullish(),
  cache_write_tokens: count.nullish(),
  reasoning_tokens: count.nullish(),
});

const passageSchema = z.strictObject({
  id: word.nullish(),
  document_id: idSchema.nullish(),
  version: ordinal.nullish(),
  page: ordinal.nullish(),
  chars: range.nullish(),
  content: text,
  rank: count.nullish(),
  score: number.nullish(),
  metadata: record.optional(),
});

const evidenceSchema = z
  .strictObject({
    claim: text.nullish(),
    document_id: idSchema.nullish(),
    version: ordinal.nullish(),
    page: ordinal.nullish(),
    quote: text.nullish(),
    start: count.nullish(),
    end: count.nullish(),
    path: text.nullish(),
    boxes: list(z.tuple([number, number, number, number], 'must be four numbers, [x0, y0, x1, y1]')).nullish(),
  })
  .refine(({ document_id, quote }) => document_id != null || quote != null, 'needs a document_id or a quote');

const guardrailSchema = z.strictObject({ name: text, outcome: text, detail: text.nullish() });

export const stepRecordSchema = z.strictObject({
  step_id: idSchema.nullish(),
  parent_id: idSchema.nullish(),
  kind: z.enum(STEP_KINDS, `must be one of ${STEP_KINDS.join(', ')}`).nullish(),
  name: text.nullish(),
  started_at: instant.nullish(),
  ended_at: instant.nullish(),
  status: z.enum(RUN_RECORD_STATUSES, `must be one of ${RUN_RECORD_STATUSES.join(', ')}`).nullish(),
  error: text.nullish(),
  input: anyJson,
  output: anyJson,
  attributes: record.optional(),
});

/** Every field of a record. Names that start with `x_` are the sender's own and are kept in `metadata`. */
export const runRecordSchema = z.strictObject({
  run_id: idSchema,
  name: word.nullish(),
  session_id: idSchema.nullish(),
  user_id: idSchema.nullish(),
  environment: word.nullish(),
  release: word.nullish(),
  started_at: instant.nullish(),
  ended_at: instant.nullish(),
  latency_ms: number.min(0, 'must not be negative').nullish(),
  cost_usd: number.min(0, 'must not be negative').max(1e8, 'must be below 100 million').nullish(),
  usage: usageSchema.nullish(),
  tags: list(word).nullish(),
  metadata: record.optional(),
  input: anyJson,
  input_ref: documentRef.nullish(),
  parsed_artifact_ref: documentRef.nullish(),
  parser_version: word.nullish(),
  route: word.nullish(),
  route_reason: text.nullish(),
  route_policy_version: word.nullish(),
  prompt_id: word.nullish(),
  prompt_version: word.nullish(),
  instructions: text.nullish(),
  rendered_prompt: text.nullish(),
  model_provider: word.nullish(),
  model_name: word.nullish(),
  model_policy: word.nullish(),
  temperature: number.nullish(),
  top_p: number.nullish(),
  seed: number.int('must be a whole number').nullish(),
  max_tokens: count.nullish(),
  system_fingerprint: word.nullish(),
  finish_reason: word.nullish(),
  context: list(passageSchema).nullish(),
  context_refs: list(documentRef).nullish(),
  output: anyJson,
  output_ref: documentRef.nullish(),
  raw_output_ref: documentRef.nullish(),
  output_schema: anyJson,
  schema_version: word.nullish(),
  validation_errors: list(text).nullish(),
  retries: count.nullish(),
  confidence: number.min(0, 'must be between 0 and 1').max(1, 'must be between 0 and 1').nullish(),
  evidence_refs: list(
    z.union([text, evidenceSchema], 'must be a reference such as doc:policy-2024#page=3, or an object with document_id or quote'),
  ).nullish(),
  fallback_taken: word.nullish(),
  guardrails: list(guardrailSchema).nullish(),
  rationale: text.nullish(),
  review_outcome: word.nullish(),
  eval_case_id: word.nullish(),
  steps: z
    .array(stepRecordSchema, 'must be a list')
    .max(MAX_STEPS, `must have at most ${MAX_STEPS} steps; send longer runs as a trace`)
    .nullish(),
});

export type RunRecord = z.infer<typeof runRecordSchema>;
export type StepRecord = z.infer<typeof stepRecordSchema>;
