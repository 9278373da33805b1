// The OpenAPI 3.1 document of the public API, made from the schemas that the handlers use.
import { z } from 'zod';
import { PERMISSIONS } from '@/lib/domain/policy';
import type { Operation } from './operation';
import { CHECK_OPERATIONS } from './operations-checks';
import { DOCUMENT_OPERATIONS } from './operations-documents';
import { EVAL_OPERATIONS } from './operations-evals';
import { INCIDENT_OPERATIONS } from './operations-incidents';
import { COST_OPERATIONS } from './operations-cost';
import { PATTERN_OPERATIONS } from './operations-patterns';
import { PRIVACY_OPERATIONS } from './operations-privacy';
import { REVIEW_OPERATIONS } from './operations-review';
import { DRIFT_OPERATIONS } from './operations-drift';
import { RISK_OPERATIONS } from './operations-risk';
import { RUN_OPERATIONS } from './operations-runs';
import { STEP_OPERATIONS } from './operations-steps';
import { TRAIL_OPERATIONS } from './operations-trail';
import { VERIFIER_OPERATIONS } from './operations-verifier';

export const OPERATIONS: readonly Operation[] = [
  ...RUN_OPERATIONS,
  ...INCIDENT_OPERATIONS,
  ...STEP_OPERATIONS,
  ...DOCUMENT_OPERATIONS,
  ...REVIEW_OPERATIONS,
  ...CHECK_OPERATIONS,
  ...COST_OPERATIONS,
  ...PATTERN_OPERATIONS,
  ...RISK_OPERATIONS,
  ...DRIFT_OPERATIONS,
  ...EVAL_OPERATIONS,
  ...TRAIL_OPERATIONS,
  ...PRIVACY_OPERATIONS,
  ...VERIFIER_OPERATIONS,
];

export interface JsonSchema {
  [keyword: string]: unknown;
}

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable'),
    detail: z.string().describe('One sentence that says what to do'),
    errors: z.array(z.object({ path: z.string().describe('JSON Pointer'), detail: z.string(), code: z.string().optional() })).optional(),
  })
  .meta({ id: 'Problem' });

/** Schemas with an id become components, each once. */
export function openApi(): JsonSchema {
  const components: Record<string, JsonSchema> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation, components) };
  }
  const problem = schemaOf(problemSchema, 'output', components);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Countersign',
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'Names are snake_case, times RFC 3339 UTC with microseconds, durations `…_ms`, money `…_usd`. Lists page by an opaque `cursor`. Errors are problem documents (RFC 9457).',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { apiKey: [] }, { basic: [] }],
    tags: [
      'Runs',
      'Incidents',
      'Documents',
      'Review',
      'Checks',
      'Insights',
      'Eval sets',
      'Trail',
      'Traces',
      'Privacy',
      'Verifier',
      'Health',
    ].map((name) => ({
      name,
    })),
    paths,
    components: {
      schemas: components,
      responses: {
        Problem: { description: 'What was wrong and what to do about it', content: { 'application/problem+json': { schema: problem } } },
      },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key, `cs_…`' },
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        basic: { type: 'http', scheme: 'basic', description: 'The key as password, anything as user' },
      },
    },
  };
}

function operationObject(
  { method, path, tag, summary, description, permission, query, body, answers, isIdempotent }: Operation,
  components: Record<string, JsonSchema>,
) {
  const needs =
    permission === null ? '' : `Needs the scope \`${PERMISSIONS[permission].scope}\` (${PERMISSIONS[permission].title.toLowerCase()}).`;
  return {
    tags: [tag],
    summary,
    operationId: `${method}${path.replace(/[^A-Za-z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, '')}`,
    description: [description, needs].filter(Boolean).join(' '),
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...(query ? queryParameters(schemaOf(query, 'input', components)) : []),
      ...(isIdempotent
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string' },
              description: 'The same key again is the same answer; another body under it is refused.',
            },
          ]
        : []),
    ],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(Object.entries(body).map(([type, schema]) => [type, content(schema, 'input', components)])),
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description: words, schema, mediaType }]) => [
          status,
          {
            description: words,
            ...(schema
              ? { content: { 'application/json': content(schema, 'output', components) } }
              : mediaType
                ? { content: { [mediaType]: {} } }
                : {}),
          },
        ]),
      ),
      ...(permission === null ? {} : { default: { $ref: '#/components/responses/Problem' } }),
    },
    ...(permission === null ? { security: [] } : {}),
  };
}

function content(schema: z.ZodType | string, io: 'input' | 'output', components: Record<string, JsonSchema>): JsonSchema {
  return typeof schema === 'string' ? { schema: { type: 'string', description: schema } } : { schema: schemaOf(schema, io, components) };
}

function queryParameters({ properties = {}, required = [] }: JsonSchema): JsonSchema[] {
  const names = Object.entries(properties as Record<string, JsonSchema>);
  return names.map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: (required as string[]).includes(name),
    schema,
    ...(description ? { description } : {}),
  }));
}

/** What zod cannot say in JSON Schema (a refinement, a transformed value) is left open rather than wrong. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', components: Record<string, JsonSchema>): JsonSchema {
  const { $schema: _, $defs = {}, ...own } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as JsonSchema;
  for (const [name, definition] of Object.entries($defs as Record<string, JsonSchema>)) components[name] ??= moved(definition);
  const { id, ...rest } = moved(own);
  if (typeof id !== 'string') return moved(own);
  components[id] ??= rest;
  return { $ref: `#/components/schemas/${id}` };
}

/** References of a lone schema point into itself; in the document they point at its components. */
function moved(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema;
}
