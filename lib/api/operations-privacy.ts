// Operations on the vault.
import { revealedSchema, revealSchema } from '@/lib/domain/reveal';
import { json, type Operation } from './operation';

export const PRIVACY_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/vault/reveal',
    tag: 'Privacy',
    summary: 'Have a masked value back',
    permission: 'content.reveal',
    description: 'Who asked, for what and in which run goes into the trail before the value is opened. A POST, because it is an act.',
    body: json(revealSchema),
    answers: {
      200: {
        description: 'The value',
        schema: revealedSchema,
      },
    },
  },
];
