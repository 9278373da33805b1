import { expect, it } from 'vitest';
import type { RunScore } from './score';
import { scoreResponse, scoreResponseSchema, scoreTarget } from './score-response';

const score = (target: RunScore['target'], more: Partial<RunScore> = {}): RunScore => ({
  id: 's',
  source: 'langfuse',
  target,
  name: 'helpful',
  who: 'human',
  at: '2026-11-21T08:00:00.000Z',
  receivedAt: '2026-11-21T08:00:01.000Z',
  ...more,
});

it.each<[RunScore['target'], string]>([
  [{ runId: 'r' }, 'run'],
  [{ runId: 'r', stepId: 'r' }, 'run'],
  [{ stepId: 'r' }, 'run'],
  [{ runId: 'r', stepId: 'a' }, 'step'],
  [{ stepId: 'a', documentPosition: 0 }, 'document'],
  [{ sessionId: 's' }, 'session'],
  [{ runId: 'r', sessionId: 's' }, 'run'],
])('%j is a score of the %s', (target, expected) => {
  expect(scoreTarget(score(target), 'r')).toBe(expected);
});

it('is given with every field, what is not known as null', () => {
  const response = scoreResponse(score({ stepId: 'a' }, { number: 0, comment: 'c' }), 'r');
  expect(scoreResponseSchema.parse(response)).toEqual(response);
  expect(response).toMatchObject({
    number: 0,
    label: null,
    correction: null,
    comment: 'c',
    step_id: 'a',
    at: '2026-11-21T08:00:00.000000Z',
  });
});
