// Operations on what a project learns from its verdicts.
import { z } from 'zod';
import { activateRiskModelSchema, riskModelResponseSchema } from '@/lib/domain/learning/risk-model-view';
import { json, type Operation } from './operation';

export const RISK_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/risk-model',
    tag: 'Review',
    summary: 'What the risk has learnt from verdicts',
    permission: 'risk.read',
    description: 'The version in force and all versions, with figures measured on verdicts that the fit had not seen.',
    answers: { 200: { description: 'The model', schema: riskModelResponseSchema } },
  },
  {
    method: 'post',
    path: '/api/v1/risk-model/refit',
    tag: 'Review',
    summary: 'Refit the risk now',
    permission: 'risk.edit',
    description: 'The worker makes the next version. 409 `too_few_verdicts` or `nothing_new` where there is nothing to learn.',
    answers: { 202: { description: 'Started', schema: z.object({ state: z.literal('started') }) } },
  },
  {
    method: 'post',
    path: '/api/v1/risk-model/activate',
    tag: 'Review',
    summary: 'Put a version in force, or roll back',
    permission: 'risk.edit',
    description:
      'Version 0 is the shipped model alone. Open items are scored anew; decided runs keep their scores. 409 `in_force`, `not_better`.',
    body: json(activateRiskModelSchema),
    answers: { 200: { description: 'The model as it is now', schema: riskModelResponseSchema } },
  },
];
