// Operations on queues and items. What can be done to an item comes from the registry of verbs.
import { z } from 'zod';
import { decisionAnswerSchema, itemResponseSchema, leaseSchema, verbAnswerSchema } from '@/lib/domain/item-response';
import { previewSchema, queueDefinitionSchema } from '@/lib/domain/queue';
import { previewResponseSchema } from '@/lib/domain/queue-preview-response';
import { queueItemListSchema, queueListSchema, queueSchema } from '@/lib/domain/queue-response';
import { queueItemsQuerySchema } from '@/lib/domain/queue-row';
import { amendmentSchema, submissionSchema } from '@/lib/domain/review/review-submission';
import { claim } from '@/lib/verbs/claim';
import { VERBS } from '@/lib/verbs/registry';
import { json, type Operation } from './operation';

const leaseRequest = z.object({ lease_id: z.uuid().optional() });

/** Verbs that need no more than their item. */
const verbOperations = VERBS.flatMap((verb): Operation[] => {
  if ((verb.on !== 'item' && verb.on !== 'run') || verb.read === null || verb.permission === null) return [];
  const reasons = verb.reasonCodes.map(({ code }) => code).join(', ');
  return [
    {
      method: 'post',
      path: `/api/v1/items/{item_id}/${verb.name}`,
      tag: 'Review',
      summary: verb.title,
      permission: verb.permission,
      body: json(verb.payload),
      ...(reasons ? { description: `Reason codes: ${reasons}.` } : {}),
      answers: { 200: { description: 'What was recorded', schema: verbAnswerSchema } },
    },
  ];
});

export const REVIEW_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/queues',
    tag: 'Review',
    summary: 'List queues',
    permission: 'queue.read',
    answers: { 200: { description: 'Queues with their rules and counts', schema: queueListSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/queues/{name}',
    tag: 'Review',
    summary: 'Get a queue',
    permission: 'queue.read',
    answers: { 200: { description: 'The queue', schema: queueSchema } },
  },
  {
    method: 'put',
    path: '/api/v1/queues/{name}',
    tag: 'Review',
    summary: 'Create or change a queue and its rules',
    permission: 'queue.edit',
    body: json(queueDefinitionSchema),
    answers: {
      200: { description: 'The queue as it is from now on', schema: queueSchema },
      201: { description: 'The new queue', schema: queueSchema },
    },
  },
  {
    method: 'post',
    path: '/api/v1/queues/{name}/preview',
    tag: 'Review',
    summary: 'See what rules would catch',
    permission: 'queue.edit',
    body: json(previewSchema),
    answers: { 200: { description: 'Among recent runs', schema: previewResponseSchema } },
  },
  {
    method: 'post',
    path: '/api/v1/queues/{name}/backfill',
    tag: 'Review',
    summary: 'Apply the rules to runs that are there',
    permission: 'queue.edit',
    answers: {
      202: {
        description: 'Started; items appear as the worker goes',
        schema: z.object({ queue: z.string(), state: z.literal('started') }),
      },
    },
  },
  {
    method: 'get',
    path: '/api/v1/queues/{name}/items',
    tag: 'Review',
    summary: 'List the items of a queue',
    permission: 'queue.read',
    query: queueItemsQuerySchema,
    answers: { 200: { description: 'A page of items', schema: queueItemListSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/queues/{name}/changes',
    tag: 'Review',
    summary: 'Be told when a queue changes',
    permission: 'queue.read',
    answers: { 200: { description: 'Server-sent events', mediaType: 'text/event-stream' } },
  },
  {
    method: 'post',
    path: '/api/v1/queues/{name}/claim',
    tag: 'Review',
    summary: 'Claim the next item, or a particular one',
    permission: 'item.review',
    body: json(claim.payload),
    answers: {
      200: { description: 'The item with its run, under a lease', schema: itemResponseSchema },
      204: { description: 'Nothing is waiting' },
    },
  },
  {
    method: 'get',
    path: '/api/v1/items/{item_id}',
    tag: 'Review',
    summary: 'Get an item with its run',
    permission: 'queue.read',
    answers: { 200: { description: 'The item', schema: itemResponseSchema } },
  },
  {
    method: 'post',
    path: '/api/v1/items/{item_id}/heartbeat',
    tag: 'Review',
    summary: 'Renew the lease',
    permission: 'item.review',
    body: json(leaseRequest),
    answers: { 200: { description: 'The lease', schema: leaseSchema } },
  },
  {
    method: 'post',
    path: '/api/v1/items/{item_id}/submit',
    tag: 'Review',
    summary: 'Decide',
    permission: 'item.review',
    isIdempotent: true,
    description:
      'One transaction: verdicts, overrides, REVIEW step, trail entries, eval candidate. 409 `stale_revision`, `lease_lost` or `already_decided`; 422 names every field that is wrong.',
    body: json(submissionSchema),
    answers: { 200: { description: 'What was recorded', schema: decisionAnswerSchema } },
  },
  {
    method: 'post',
    path: '/api/v1/items/{item_id}/amend',
    tag: 'Review',
    summary: 'Amend a decision by a new one',
    permission: 'decision.amend',
    isIdempotent: true,
    body: json(amendmentSchema),
    answers: { 200: { description: 'What was recorded', schema: decisionAnswerSchema } },
  },
  ...verbOperations,
];
