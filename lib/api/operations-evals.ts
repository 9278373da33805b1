// Operations on eval sets.
import { z } from 'zod';
import {
  evalCaseListSchema,
  evalCaseSchema,
  evalDiffQuerySchema,
  evalDiffSchema,
  evalSetListSchema,
  evalVersionListSchema,
  evalVersionSchema,
} from '@/lib/domain/eval/eval-response';
import { evalCaseQuerySchema, publishSchema } from '@/lib/domain/eval/eval-set';
import { approveCase } from '@/lib/verbs/approve-case';
import { rejectCase } from '@/lib/verbs/reject-case';
import { json, type Operation } from './operation';

const caseAnswer = z.object({ case_id: z.string(), state: z.string() });

export const EVAL_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/eval-sets',
    tag: 'Eval sets',
    summary: 'List eval sets',
    permission: 'eval.read',
    answers: { 200: { description: 'Sets', schema: evalSetListSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/eval-sets/{name}/cases',
    tag: 'Eval sets',
    summary: 'List or download cases',
    permission: 'eval.read',
    description: 'With `Accept: application/x-ndjson` all cases, one a line; of a version exactly the bytes that were hashed.',
    query: evalCaseQuerySchema,
    answers: { 200: { description: 'A page of cases', schema: evalCaseListSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/eval-sets/{name}/cases/{case_id}',
    tag: 'Eval sets',
    summary: 'Get a case',
    permission: 'eval.read',
    answers: { 200: { description: 'The case', schema: evalCaseSchema } },
  },
  {
    method: 'post',
    path: '/api/v1/eval-sets/{name}/cases/{case_id}/approve',
    tag: 'Eval sets',
    summary: 'Approve a case',
    permission: 'eval.approve',
    body: json(approveCase.payload),
    answers: { 200: { description: 'The case', schema: caseAnswer } },
  },
  {
    method: 'post',
    path: '/api/v1/eval-sets/{name}/cases/{case_id}/reject',
    tag: 'Eval sets',
    summary: 'Reject a case',
    permission: 'eval.approve',
    body: json(rejectCase.payload),
    answers: { 200: { description: 'The case', schema: caseAnswer } },
  },
  {
    method: 'get',
    path: '/api/v1/eval-sets/{name}/versions',
    tag: 'Eval sets',
    summary: 'List versions',
    permission: 'eval.read',
    answers: { 200: { description: 'Newest first', schema: evalVersionListSchema } },
  },
  {
    method: 'post',
    path: '/api/v1/eval-sets/{name}/versions',
    tag: 'Eval sets',
    summary: 'Publish a version',
    permission: 'eval.approve',
    body: json(publishSchema),
    answers: { 201: { description: 'The version', schema: evalVersionSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/eval-sets/{name}/diff',
    tag: 'Eval sets',
    summary: 'Compare two versions',
    permission: 'eval.read',
    query: evalDiffQuerySchema,
    answers: { 200: { description: 'What changed', schema: evalDiffSchema } },
  },
];
