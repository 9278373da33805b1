// Operations on the vault.
import { erasedSubjectSchema, eraseSubjectSchema } from '@/lib/domain/erase-subject';
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
  {
    method: 'post',
    path: '/api/v1/vault/erase',
    tag: 'Privacy',
    summary: 'Erase what the vault holds of a user',
    permission: 'subject.erase',
    description:
      'The key of that user is dropped, and with it every value that came with the runs of that user. Runs keep their marks. It cannot be undone.',
    body: json(eraseSubjectSchema),
    answers: { 200: { description: 'What is gone', schema: erasedSubjectSchema } },
  },
];
