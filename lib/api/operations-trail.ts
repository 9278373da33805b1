// Operations on the trail, the ingest doors and health.
import { z } from 'zod';
import { trailExportSchema, trailQuerySchema } from '@/lib/domain/trail/trail-query';
import type { Operation } from './operation';

const entrySchema = z
  .object({
    index: z.int(),
    type: z.string(),
    at: z.string(),
    actor_id: z.string().nullable(),
    actor_name: z.string().nullable(),
    run_id: z.string().nullable(),
    item_id: z.string().nullable(),
    event_id: z.string().nullable(),
    decision_id: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
    values: z
      .record(z.string(), z.object({ salt: z.string(), value: z.unknown() }).nullable())
      .describe('Committed values while they exist'),
    payload: z.string().describe('The exact text of the leaf'),
    leaf_hash: z.string(),
    is_intact: z.boolean(),
    is_signed: z.boolean(),
  })
  .meta({ id: 'TrailEntry' });
const text = (description: string) => ({ 200: { description, mediaType: 'text/plain' } });
const otlp = { 'application/x-protobuf': 'An OTLP export request.', 'application/json': 'The same as OTLP JSON.' };
const otlpAnswers = {
  200: { description: 'An OTLP export response; rejected spans are counted in partial success', mediaType: 'application/x-protobuf' },
};

export const TRAIL_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/trail/entries',
    tag: 'Trail',
    summary: 'List entries',
    permission: 'trail.read',
    query: trailQuerySchema,
    answers: {
      200: {
        description: 'A page of entries',
        schema: z.object({ entries: z.array(entrySchema), next_cursor: z.string().nullable(), signed_size: z.int() }),
      },
    },
  },
  {
    method: 'get',
    path: '/api/v1/trail/checkpoint',
    tag: 'Trail',
    summary: 'Get the newest checkpoint',
    permission: 'trail.read',
    answers: text('A signed note (C2SP tlog-checkpoint)'),
  },
  {
    method: 'get',
    path: '/api/v1/trail/key',
    tag: 'Trail',
    summary: 'Get the verifier keys',
    permission: 'trail.read',
    answers: text('One key a line, the newest first'),
  },
  {
    method: 'get',
    path: '/api/v1/trail/proof',
    tag: 'Trail',
    summary: 'Get the proof of an entry',
    permission: 'trail.read',
    query: z.object({ index: z.string() }),
    answers: text('A C2SP tlog-proof'),
  },
  {
    method: 'get',
    path: '/api/v1/trail/tile/{path}',
    tag: 'Trail',
    summary: 'Get a tile',
    permission: 'trail.read',
    description: 'Paths as in C2SP tlog-tiles.',
    answers: { 200: { description: 'Hashes or entries', mediaType: 'application/octet-stream' } },
  },
  {
    method: 'get',
    path: '/api/v1/trail/bundle',
    tag: 'Trail',
    summary: 'Download a bundle',
    permission: 'trail.export',
    description: 'Entries, proofs, checkpoint, hashes of documents, key, a verifier without dependencies, and how to use it.',
    query: trailExportSchema,
    answers: { 200: { description: 'The bundle', mediaType: 'application/zip' } },
  },
  {
    method: 'post',
    path: '/api/ingest/v1/traces',
    tag: 'Traces',
    summary: 'Send spans by OTLP/HTTP',
    permission: 'run.ingest',
    description: 'Also at `/v1/traces` on the ingest port, which takes many more.',
    body: otlp,
    answers: otlpAnswers,
  },
  {
    method: 'post',
    path: '/api/ingest/v1/logs',
    tag: 'Traces',
    summary: 'Send log records by OTLP/HTTP',
    permission: 'run.ingest',
    description: 'Those that carry GenAI events.',
    body: otlp,
    answers: otlpAnswers,
  },
  {
    method: 'get',
    path: '/api/health',
    tag: 'Health',
    summary: 'Is the process alive?',
    permission: null,
    answers: { 200: { description: 'It is', schema: z.object({ status: z.literal('ok') }) } },
  },
  {
    method: 'get',
    path: '/api/health/ready',
    tag: 'Health',
    summary: 'Is everything ready?',
    permission: null,
    answers: {
      200: { description: 'Database, migrations, worker and disk are', schema: z.object({ status: z.string() }) },
      503: { description: 'Something is not' },
    },
  },
];
