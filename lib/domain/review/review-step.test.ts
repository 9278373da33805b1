import { expect, it } from 'vitest';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { revisionOf } from '@/lib/domain/assemble/assemble-revision';
import type { CanonicalStep } from '@/lib/domain/run/run';
import { isReviewStep, type ReviewStepFacts, reviewStep } from './review-step';
import { verdictSchema } from './review-verdict';

const step = (stepId: string, kind: CanonicalStep['kind'], parentId: string | null = null): CanonicalStep => ({
  stepId,
  parentId,
  kind,
  name: stepId,
  startNs: 1n,
  endNs: 2n,
  status: 'ok',
  error: null,
  input: null,
  output: 'x',
  facts: {},
  attributes: {},
  events: [],
});
const facts: ReviewStepFacts = {
  decisionId: '0197f3a0-0000-7000-8000-000000000001',
  traceId: 't1',
  outcome: 'corrected',
  note: 'Total was net.',
  reviewerId: 'u',
  queue: 'q',
  itemId: 'i',
  revision: 'sha256:1',
  startedAt: new Date(1000),
  endedAt: new Date(61_000),
  verdicts: [verdictSchema.parse({ claim_id: 'c1', value: 'wrong', place: 'right', reason_code: 'number_wrong' })],
};
const run = assembleRun({ runId: 'r', source: 'plain', facts: {}, steps: [step('root', 'CHAIN'), step('llm', 'LLM', 'root')] });

it('has exactly one link, to the step that gave the output', () => {
  expect(reviewStep(run, facts).facts.links).toEqual([{ traceId: 't1', spanId: 'llm' }]);
  expect(reviewStep({ runId: 'r', steps: [] }, facts).facts.links).toEqual([{ traceId: 't1', spanId: 'r' }]);
});

it('speaks the words of gen_ai.evaluation.result', () => {
  const { attributes, events, stepId } = reviewStep(run, facts);
  expect(attributes).toMatchObject({
    'gen_ai.evaluation.name': 'human_review',
    'gen_ai.evaluation.score.label': 'corrected',
    'gen_ai.evaluation.score.value': 0,
    'gen_ai.evaluation.explanation': 'Total was net.',
  });
  expect(
    events.map(({ name, attributes: { 'gen_ai.evaluation.name': what, 'gen_ai.evaluation.score.label': label } }) => [name, what, label]),
  ).toEqual([
    ['gen_ai.evaluation.result', 'claim_value', 'wrong'],
    ['gen_ai.evaluation.result', 'claim_place', 'right'],
  ]);
  expect(stepId).toMatch(/^[0-9a-f]{16}$/);
});

it('is not part of the content of the run: the revision stays', () => {
  const steps = [step('root', 'CHAIN'), step('llm', 'LLM', 'root')];
  const reviewed = assembleRun({ runId: 'r', source: 'plain', facts: {}, steps: [...steps, reviewStep(run, facts)] });
  expect(revisionOf(reviewed)).toBe(revisionOf(run));
  expect(isReviewStep({ kind: 'REVIEW', sourceKind: 'reviewer' })).toBe(false);
});
