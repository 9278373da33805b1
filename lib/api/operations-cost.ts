// Operations on cost.
import { costResponseSchema } from '@/lib/domain/cost/cost-response';
import { costQuerySchema } from '@/lib/domain/cost/cost-view';
import type { Operation } from './operation';

export const COST_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/cost',
    tag: 'Insights',
    summary: 'Read what runs cost',
    permission: 'run.read',
    description:
      'Cost and tokens by UTC day and by route, user, prompt version, model, query type, kind of step and path through the steps, the dearest first. From sums of days, so it costs the same at any number of runs.',
    query: costQuerySchema,
    answers: { 200: { description: 'The window', schema: costResponseSchema } },
  },
];
