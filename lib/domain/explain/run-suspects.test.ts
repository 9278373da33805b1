import { describe, expect, it } from 'vitest';
import { type ExampleChange, exampleInput } from './explain-example';
import { explainRun } from './explain-run';

const STEPS: ExampleChange['steps'] = [
  { stepId: 'route', kind: 'ROUTE', name: 'route' },
  { stepId: 'search', kind: 'RETRIEVAL', name: 'search' },
  { stepId: 'answer', kind: 'LLM', name: 'answer' },
  { stepId: 'check', kind: 'VALIDATION', name: 'check' },
];
const suspects = (change: ExampleChange) => explainRun(exampleInput({ steps: STEPS, ...change })).suspects;

describe('the suspects of a run', () => {
  it('are nobody where nothing is wrong', () => {
    expect(suspects({})).toEqual([]);
  });

  it('begin with the search where retrieval is to blame, with the sentence of the check', () => {
    const [first] = suspects({
      passages: [],
      claims: ['missing'],
      findings: [{ code: 'retrieval_empty', stepId: 'search', detail: 'search returned no passage.' }],
    });
    expect(first).toMatchObject({
      stepId: 'search',
      reasons: [{ text: 'A check says of it: search returned no passage.' }, { feature: 'atLayer' }],
    });
  });

  it('are the call that gave the answer, not the step that only reported it', () => {
    const [first, ...others] = suspects({
      facts: { validationErrors: ['no citation'], fallbackTaken: 'person' },
      findings: [{ code: 'validation_error', stepId: 'check', detail: 'The answer cites nothing.' }],
    });
    expect(first?.stepId).toBe('answer');
    expect(others.map(({ stepId }) => stepId)).not.toContain('check');
  });
});
