// Operations on the verifier of a project.
import { verifierInputSchema } from '@/lib/domain/verifier/verifier-settings';
import { verifierTestSchema, verifierViewSchema } from '@/lib/domain/verifier/verifier-view';
import { json, type Operation } from './operation';

export const VERIFIER_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/verifier',
    tag: 'Verifier',
    summary: 'The verifier, its state and its use',
    permission: 'verifier.read',
    answers: { 200: { description: 'The verifier; state `none` where none is set up', schema: verifierViewSchema } },
  },
  {
    method: 'put',
    path: '/api/v1/verifier',
    tag: 'Verifier',
    summary: 'Set up or change the verifier',
    permission: 'verifier.edit',
    description: 'Runs that are checked from then on are judged by it, and open runs that were checked without it while it was away.',
    body: json(verifierInputSchema),
    answers: { 200: { description: 'The verifier as it is now', schema: verifierViewSchema } },
  },
  {
    method: 'post',
    path: '/api/v1/verifier/test',
    tag: 'Verifier',
    summary: 'Ask the verifier about a built-in pair',
    permission: 'verifier.edit',
    description: 'Answers 200 also when the verifier does not: `is_ok` and `said` tell what came back.',
    answers: { 200: { description: 'What came back', schema: verifierTestSchema } },
  },
];
