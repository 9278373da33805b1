// The filters of the list of runs: one schema for the API, for the address bar and for the data layer.
import { z } from 'zod';

/** PostgreSQL stores no NUL, so nothing can match one. */
const hasNoNul = (text: string) => !text.includes('\0');
const value = z.string().min(1).refine(hasNoNul, 'must not hold NUL');
/** A filter that may be repeated: any of the values. */
const anyOf = z.union([value, z.array(value).max(50)]).transform((values) => (Array.isArray(values) ? values : [values]));
const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).transform((text) => new Date(text));
const share = z.coerce.number().min(0).max(1);

/** Where a run is: being received or checked, waiting in a queue, or decided. */
export const RUN_STATES = [
  'receiving',
  'settled',
  'evaluated',
  'waiting',
  'leased',
  'done',
  'escalated',
  'removed',
  'approved',
  'corrected',
  'rejected',
] as const;
export type RunState = (typeof RUN_STATES)[number];

export const RUN_SORTS = ['-started_at', '-risk'] as const;

export const runFiltersSchema = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .refine(hasNoNul, 'must not hold NUL')
    .optional()
    .describe('A phrase in input, output or context, in any script'),
  run_id: anyOf.optional(),
  session_id: anyOf.optional(),
  user_id: anyOf.optional(),
  name: anyOf.optional(),
  route: anyOf.optional(),
  prompt_id: anyOf.optional(),
  prompt_version: anyOf.optional(),
  model_name: anyOf.optional(),
  environment: anyOf.optional(),
  tag: anyOf.optional(),
  code: anyOf.optional().describe('Code of a finding'),
  document_id: anyOf.optional(),
  risk_min: share.optional(),
  risk_max: share.optional(),
  state: z
    .union([z.enum(RUN_STATES), z.array(z.enum(RUN_STATES)).max(RUN_STATES.length)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional(),
  from: instant.optional().describe('Started at or after'),
  to: instant.optional().describe('Started before'),
});
export type RunFilters = z.infer<typeof runFiltersSchema>;

const amount = z.coerce.number().min(0);

/** What lists filter by beside what rules know. */
export const runQuerySchema = runFiltersSchema.extend({
  pattern: anyOf.optional().describe('Key of a failure pattern or of a group of them'),
  passage: anyOf.optional().describe('Retrieved this text: md5 of it'),
  release: anyOf.optional(),
  fingerprint: anyOf.optional().describe('System fingerprint of the model'),
  reviewer: anyOf.optional().describe('ID of who decided an item of the run, or holds it now'),
  incident: anyOf.optional().describe('ID of an incident that the run belongs to'),
  cost_min: amount.optional().describe('US dollars'),
  cost_max: amount.optional(),
  latency_min: amount.optional().describe('Milliseconds'),
  latency_max: amount.optional(),
  tokens_min: amount.optional().describe('Tokens in and out together'),
  tokens_max: amount.optional(),
  within: z
    .string()
    .regex(/^[1-9]\d{0,3}[hdw]$/, 'must be a number of hours, days or weeks such as 24h, 7d, 4w')
    .optional()
    .describe('Started within so many hours (h), days (d) or weeks (w) from now'),
  counted: anyOf.optional().describe('A value of a distribution of the drift page, `dimension:value`, such as `evidence:missing`'),
  sort: z.enum(RUN_SORTS).default('-started_at'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).optional(),
});
export type RunQuery = z.infer<typeof runQuerySchema>;

/** Search parameters as an object: repeated names become lists, empty values are left out; `project` chooses the project and filters nothing. */
export function queryOf(parameters: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(parameters.keys())) {
    if (name === 'project') continue;
    const values = parameters.getAll(name).filter((value) => value !== '');
    const [first] = values;
    if (first !== undefined) query[name] = values.length === 1 ? first : values;
  }
  return query;
}
