// Operations on checks.
import { checkListSchema, savedCheckSchema } from '@/lib/domain/check-response';
import { checkChangeSchema } from '@/lib/domain/check-setting';
import { json, type Operation } from './operation';

export const CHECK_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/checks',
    tag: 'Checks',
    summary: 'List the checks',
    permission: 'check.read',
    description: 'What each looks for, how often it fired, how often reviewers agreed, and what the project made of it.',
    answers: { 200: { description: 'Every check', schema: checkListSchema } },
  },
  {
    method: 'put',
    path: '/api/v1/checks/{code}',
    tag: 'Checks',
    summary: 'Change what a check says',
    permission: 'check.edit',
    description:
      'Turns a code on or off and sets its severity, for runs that are checked from then on. Each change is a version with who, when and why, and an entry in the trail. With `recheck` the runs of the last thirty days that nobody decided or holds are checked again, 5,000 of them at most.',
    body: json(checkChangeSchema),
    answers: {
      200: { description: 'What holds now', schema: savedCheckSchema },
      409: { description: 'Somebody changed it since `base_version`' },
    },
  },
];
