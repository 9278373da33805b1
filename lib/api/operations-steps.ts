// The steps of a run in the published contract: pages, columns, one step, its large parts, and words found in them.
import { z } from 'zod';
import { stepColumnsQuerySchema, stepQuerySchema } from '@/lib/domain/run/run-view-query';
import { stepBodySchema, stepResponseSchema } from '@/lib/domain/step-response';
import { logNotesSchema } from '@/lib/domain/steps/log-note';
import { runHitsSchema, runSearchQuerySchema } from '@/lib/domain/steps/run-hit';
import { stepChunkSchema } from '@/lib/domain/steps/step-chunk';
import type { Operation } from './operation';

export const STEP_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/runs/{run_id}/steps',
    tag: 'Runs',
    summary: 'List the steps of a run',
    permission: 'run.read',
    description: 'In tree order with their depth; the REVIEW steps of decisions come last.',
    query: stepQuerySchema,
    answers: {
      200: {
        description: 'A page of steps',
        schema: z.object({ steps: z.array(stepResponseSchema), revision: z.string().nullable(), next_cursor: z.string().nullable() }),
      },
    },
  },
  {
    method: 'get',
    path: '/api/v1/runs/{run_id}/step-columns',
    tag: 'Runs',
    summary: 'List the steps of a run in columns',
    permission: 'run.read',
    description: 'What rows of a tree or a waterfall need, in few bytes; for runs of 100,000 steps. Chunks follow each other by `from`.',
    query: stepColumnsQuerySchema,
    answers: { 200: { description: 'A chunk of steps', schema: stepChunkSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/runs/{run_id}/steps/{step_id}',
    tag: 'Runs',
    summary: 'Get a step with its bodies',
    permission: 'run.read',
    answers: { 200: { description: 'The step', schema: stepBodySchema } },
  },
  {
    method: 'get',
    path: '/api/v1/runs/{run_id}/steps/{step_id}/parts/{part}',
    tag: 'Runs',
    summary: 'Download one part of a step',
    permission: 'run.read_raw',
    description: '`input`, `output`, `attributes`, `events`, or `facts.` and the name of a fact (`facts.messages`), whole, as JSON text.',
    answers: { 200: { description: 'The JSON text', mediaType: 'application/json' } },
  },
  {
    method: 'get',
    path: '/api/v1/runs/{run_id}/search',
    tag: 'Runs',
    summary: 'Find words inside a run',
    permission: 'run.read',
    description:
      'In names, errors, bodies, messages, attributes and events of all steps, some steps a page: go on while `next_cursor` is not null. Without sight of raw content names only.',
    query: runSearchQuerySchema,
    answers: { 200: { description: 'Hits', schema: runHitsSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/runs/{run_id}/notes',
    tag: 'Runs',
    summary: 'List what the steps of a run said',
    permission: 'run.read',
    description: 'Beginnings of messages, calls, results, events and errors, by step; for a log in order of time.',
    query: z.strictObject({ cursor: z.string().min(1).optional() }),
    answers: { 200: { description: 'A page of notes', schema: logNotesSchema } },
  },
];
