import { describe, expect, it } from 'vitest';
import { saidOfRun } from './example-run';
import { failedSteps } from './failed-steps';

const failed = (error: string) => ({ status: 'error' as const, error });

describe('failed steps', () => {
  it('are none in a run that worked, and tools, validations and guardrails are told elsewhere', () => {
    expect(saidOfRun(failedSteps)).toEqual([]);
    expect(saidOfRun(failedSteps, { steps: { lookup: failed('timeout'), shape: failed('no total'), guard: failed('down') } })).toEqual([]);
  });

  it('are told where it began, not at every caller', () => {
    expect(saidOfRun(failedSteps, { steps: { chain: failed('answer failed'), answer: failed('overloaded.') } })).toEqual([
      'high model_call_failed: answer (LLM) failed: overloaded.',
    ]);
    expect(saidOfRun(failedSteps, { steps: { chain: failed('unexpected end of input') } })).toEqual([
      'high step_failed: policy-answer (CHAIN) failed: unexpected end of input.',
    ]);
    expect(
      saidOfRun(failedSteps, {
        more: [{ kind: 'PARSE', name: 'ocr', ...failed('page 3 is blank') }],
        steps: { search: failed('index is gone') },
      }),
    ).toEqual([
      'high step_failed: search policies (RETRIEVAL) failed: index is gone.',
      'high step_failed: ocr (PARSE) failed: page 3 is blank.',
    ]);
  });

  it('weigh little when a later call passed, and say how many failed', () => {
    const more = [
      { kind: 'LLM' as const, name: 'answer', ...failed('rate limit') },
      { kind: 'LLM' as const, name: 'answer' },
    ];
    expect(saidOfRun(failedSteps, { steps: { answer: failed('rate limit') }, more })).toEqual([
      'low model_call_failed: answer (LLM) failed in 2 of 3 calls: rate limit; the last call passed.',
    ]);
  });

  it('are told of a caller whose failed parts had been made good', () => {
    const more = [{ kind: 'LLM' as const, name: 'answer' }];
    expect(saidOfRun(failedSteps, { steps: { chain: failed('out of memory'), answer: failed('rate limit') }, more })).toEqual([
      'high step_failed: policy-answer (CHAIN) failed: out of memory.',
      'low model_call_failed: answer (LLM) failed in 1 of 2 calls: rate limit; the last call passed.',
    ]);
  });

  it('are found in twenty thousand steps below each other, and in a circle', () => {
    const chain = Array.from({ length: 20_000 }, (_, at) => ({
      stepId: `d${at}`,
      parentId: at === 0 ? 'chain' : `d${at - 1}`,
      kind: 'CHAIN' as const,
      name: `level ${at}`,
      ...failed('passed on'),
    }));
    expect(saidOfRun(failedSteps, { more: chain })).toEqual(['high step_failed: level 19999 (CHAIN) failed: passed on.']);
    const circle = ['a', 'b'].map((id) => ({
      stepId: id,
      parentId: id === 'a' ? 'b' : 'a',
      kind: 'LLM' as const,
      name: id,
      ...failed('lost'),
    }));
    expect(saidOfRun(failedSteps, { more: circle }).length).toBeLessThanOrEqual(2);
  });
});
