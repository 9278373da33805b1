// Operations on runs.
import { z } from 'zod';
import { compareQuerySchema, compareResponseSchema } from '@/lib/domain/compare/comparison-response';
import { SAME_ANSWER_RULE } from '@/lib/domain/compare/same-answer';
import { siblingQuerySchema, siblingsResponseSchema } from '@/lib/domain/compare/sibling-response';
import { sessionQuerySchema, sessionResponseSchema } from '@/lib/domain/run/session-response';
import { explanationResponseSchema } from '@/lib/domain/explain/explanation-response';
import { findResponseSchema } from '@/lib/domain/find/find-response';
import { lookupResponseSchema } from '@/lib/domain/lookup-response';
import { runListSchema } from '@/lib/domain/run/run-list-response';
import { runQuerySchema } from '@/lib/domain/run/run-query';
import { runRecordSchema } from '@/lib/domain/run/run-record';
import { runResponseSchema } from '@/lib/domain/run/run-response-schema';
import { findQuerySchema, lookupQuerySchema, runViewQuerySchema } from '@/lib/domain/run/run-view-query';
import type { Operation } from './operation';

const recordSchema = runRecordSchema.meta({ id: 'RunRecord' });
const acceptedSchema = z
  .object({
    accepted: z.int().describe('Committed'),
    rejected: z.array(z.object({ index: z.int(), run_id: z.string().nullable(), code: z.string(), detail: z.string(), path: z.string() })),
  })
  .meta({ id: 'Accepted' });

export const RUN_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/runs',
    tag: 'Runs',
    summary: 'Send runs',
    permission: 'run.ingest',
    description:
      'One record, `{"runs": […]}`, or a record per line (NDJSON). A run posted here is settled at once. What is accepted is committed; a record that is wrong is rejected alone.',
    body: {
      'application/json': z.union([recordSchema, z.object({ runs: z.array(recordSchema) })]),
      'application/x-ndjson': 'A run record per line.',
    },
    answers: { 200: { description: 'What was committed and what was rejected', schema: acceptedSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/runs',
    tag: 'Runs',
    summary: 'List runs',
    permission: 'run.read',
    description: 'Filters that may be repeated match any of their values; different filters must all match.',
    query: runQuerySchema,
    answers: { 200: { description: 'A page of runs', schema: runListSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/runs/{run_id}',
    tag: 'Runs',
    summary: 'Get a run',
    permission: 'run.read',
    description: 'The record, completed by claims, findings, risk, items and decisions.',
    query: runViewQuerySchema,
    answers: { 200: { description: 'The run', schema: runResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/runs/{run_id}/siblings',
    tag: 'Runs',
    summary: 'List runs with the same or a near-same input',
    permission: 'run.read',
    description: `Those under another prompt version, model or route first, and of those the ones that differ in the least. ${SAME_ANSWER_RULE}`,
    query: siblingQuerySchema,
    answers: { 200: { description: 'Siblings, and on request the group that they make', schema: siblingsResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/runs/{run_id}/explain',
    tag: 'Runs',
    summary: 'Explain a run',
    permission: 'run.read',
    description:
      'Six answers, each by a rule over what is recorded, with the layer it blames and what to do next; the steps most likely to be the cause; what the trace does not tell.',
    answers: { 200: { description: 'The explanation', schema: explanationResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/runs/{run_id}/compare/{other_id}',
    tag: 'Runs',
    summary: 'Compare two runs',
    permission: 'run.read',
    description: 'Steps are aligned by structure and content. `format=markdown` gives a text for a ticket.',
    query: compareQuerySchema,
    answers: { 200: { description: 'Where the runs part, and every part of them aligned', schema: compareResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/media/{hash}',
    tag: 'Runs',
    summary: 'Download a medium that came inside a run',
    permission: 'run.read_raw',
    description:
      'By its SHA-256, the first 33 digits of it, or the key that its sender gave it (attachments of Braintrust). Texts of runs name media as `media:sha256:<hash>;type=<media type>;bytes=<size>` or `media:key:<key>;type=<media type>`. Ranges are supported.',
    answers: { 200: { description: 'The bytes', mediaType: 'application/octet-stream' } },
  },
  {
    method: 'get',
    path: '/api/v1/sessions/{session_id}',
    tag: 'Runs',
    summary: 'Get a session',
    permission: 'run.read',
    description: 'Its runs in order of time, with what was asked and answered.',
    query: sessionQuerySchema,
    answers: { 200: { description: 'A page of the session', schema: sessionResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/lookup',
    tag: 'Runs',
    summary: 'Find a run by any ID',
    permission: 'run.read',
    description: 'Of a run, trace, span, session or item, or any ID in metadata. 404 names the closest ones.',
    query: lookupQuerySchema,
    answers: { 200: { description: 'The runs that the ID names', schema: lookupResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/find',
    tag: 'Runs',
    summary: 'Find runs by a phrase',
    permission: 'run.read_raw',
    description:
      'In input, output and context, whatever the case, width, marks, quotes and white space; the newest settled first, with the places marked. Where no run has the whole phrase, its longest part is found, else its words: `found_as` says which.',
    query: findQuerySchema,
    answers: { 200: { description: 'A page of hits', schema: findResponseSchema } },
  },
];
