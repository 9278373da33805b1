import { describe, expect, it } from 'vitest';
import { saidOfRun } from './example-run';
import { retries } from './retries';

const llm = (status: 'ok' | 'error', error: string | null = null) => ({ kind: 'LLM' as const, name: 'answer', status, error });

describe('retries', () => {
  it('are none in a run that went straight through', () => {
    expect(saidOfRun(retries)).toEqual([]);
    expect(saidOfRun(retries, { facts: { retries: 0 } })).toEqual([]);
  });

  it('that helped are told as such, stated or seen in the steps', () => {
    expect(saidOfRun(retries, { facts: { retries: 2 } })).toEqual(['low retried: The run took 2 retries before it passed.']);
    expect(saidOfRun(retries, { steps: { answer: llm('error', 'rate limited.') }, more: [llm('ok')] })).toEqual([
      'low retried: answer passed after 1 failed attempt: rate limited.',
    ]);
    expect(saidOfRun(retries, { facts: { retries: 1 }, steps: { answer: llm('error', 'rate limited') }, more: [llm('ok')] })).toHaveLength(
      1,
    );
  });

  it('that did not help are exhausted', () => {
    expect(
      saidOfRun(retries, { steps: { answer: llm('error', 'timeout') }, more: [llm('error', 'timeout'), llm('error', 'overloaded')] }),
    ).toEqual(['high retries_exhausted: answer was tried 3 times and failed to the end: overloaded.']);
    expect(saidOfRun(retries, { facts: { retries: 2, validationErrors: ['no total'] } })).toEqual([
      'high retries_exhausted: The run was tried 3 times and still has 1 validation error.',
    ]);
    expect(
      saidOfRun(retries, { facts: { retries: 1, output: null }, steps: { chain: { output: null }, answer: { output: null } } }),
    ).toEqual(['high retries_exhausted: The run was tried 2 times and has no output.']);
    expect(saidOfRun(retries, { facts: { retries: 1 }, steps: { chain: { status: 'error', error: 'gave up' } } })).toEqual([
      'high retries_exhausted: The run was tried 2 times and ended with an error.',
    ]);
  });

  it('of a tool are calls with the same input; another input is another question', () => {
    const call = (order: string, status: 'ok' | 'error') => ({
      kind: 'TOOL' as const,
      name: 'get_order',
      input: { order },
      status,
      error: status === 'error' ? 'not found' : null,
    });
    expect(saidOfRun(retries, { without: ['lookup'], more: [call('1', 'error'), call('2', 'ok')] })).toEqual([]);
    expect(saidOfRun(retries, { without: ['lookup'], more: [call('1', 'error'), call('1', 'ok')] })).toEqual([
      'low retried: get_order passed after 1 failed attempt: not found.',
    ]);
  });
});
