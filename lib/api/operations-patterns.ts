// Operations on failure patterns.
import { passageListResponseSchema } from '@/lib/domain/pattern/passage-response';
import { passageQuerySchema } from '@/lib/domain/pattern/passage-standing';
import { patternQuerySchema } from '@/lib/domain/pattern/pattern-query';
import { patternDetailResponseSchema, patternListResponseSchema } from '@/lib/domain/pattern/pattern-response';
import { patternChangeSchema } from '@/lib/domain/pattern/pattern-setting';
import { promptVersionsResponseSchema } from '@/lib/domain/prompt/prompt-response';
import { promptQuerySchema } from '@/lib/domain/prompt/prompt-versions';
import { retrievalDriftResponseSchema } from '@/lib/domain/retrieval/retrieval-response';
import { retrievalQuerySchema } from '@/lib/domain/retrieval/retrieval-view';
import { json, type Operation } from './operation';

export const PATTERN_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/patterns',
    tag: 'Insights',
    summary: 'List failure patterns',
    permission: 'run.read',
    description:
      'Failing runs of the last 28 days, grouped by what fails where and within that by the words of the error, the field and the source: how many, which share, this week against the week before, what reviewers said, and a typical run.',
    query: patternQuerySchema,
    answers: { 200: { description: 'Groups, the largest first', schema: patternListResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/patterns/{key}',
    tag: 'Insights',
    summary: 'Read a failure pattern or a group of them',
    permission: 'run.read',
    description: 'Figures of the last 56 days, what its runs have in common that others have not, and the newest of them.',
    answers: { 200: { description: 'The pattern', schema: patternDetailResponseSchema } },
  },
  {
    method: 'put',
    path: '/api/v1/patterns/{key}',
    tag: 'Insights',
    summary: 'Name or mute a failure pattern',
    permission: 'pattern.edit',
    description: 'Each change is a version with who, when and why, and an entry in the trail. A muted pattern is still counted.',
    body: json(patternChangeSchema),
    answers: {
      200: { description: 'What holds now', schema: patternDetailResponseSchema },
      409: { description: 'Somebody changed it since `base_version`' },
    },
  },
  {
    method: 'get',
    path: '/api/v1/passages/weak',
    tag: 'Insights',
    summary: 'List weak passages and documents',
    permission: 'run.read',
    description:
      'What runs of the last 28 days retrieved and how often a claim stood on it: less often than the average of the project, never, contradicted or in conflict with another source; and documents that no run ever retrieved.',
    query: passageQuerySchema,
    answers: { 200: { description: 'Those with the most retrievals without support first', schema: passageListResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/prompt-versions',
    tag: 'Insights',
    summary: 'Compare prompt versions',
    permission: 'run.read',
    description:
      'Shares and means of the newest checked runs of each version with 95 % intervals, differences to a base version, and the same questions compared pair by pair. Says so when the data cannot tell.',
    query: promptQuerySchema,
    answers: { 200: { description: 'The base first', schema: promptVersionsResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/retrieval-drift',
    tag: 'Insights',
    summary: 'List recurring questions whose retrieval changed',
    permission: 'run.read',
    description:
      'Questions that were asked at least four times, by how much what they retrieve has changed: when, which texts came and went, and what else changed then.',
    query: retrievalQuerySchema,
    answers: { 200: { description: 'Those that changed most first', schema: retrievalDriftResponseSchema } },
  },
];
