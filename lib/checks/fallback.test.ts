import { describe, expect, it } from 'vitest';
import { saidOfRun } from './example-run';
import { fallback } from './fallback';

describe('a fallback', () => {
  it('is not seen where none was taken', () => {
    expect(saidOfRun(fallback)).toEqual([]);
    for (const word of ['', 'none', 'No', 'false']) expect(saidOfRun(fallback, { facts: { fallbackTaken: word } })).toEqual([]);
  });

  it('is told with its name and its reason', () => {
    expect(saidOfRun(fallback, { facts: { fallbackTaken: 'human-handoff' } })).toEqual([
      'medium fallback_taken: The run took the fallback “human-handoff”.',
    ]);
    expect(
      saidOfRun(fallback, {
        more: [{ kind: 'FALLBACK', name: 'canned answer', output: { fallback: 'canned answer', reason: 'two drafts failed.' } }],
      }),
    ).toEqual(['medium fallback_taken: The run took the fallback “canned answer”, because: two drafts failed.']);
    expect(saidOfRun(fallback, { more: [{ kind: 'FALLBACK', name: 'smaller-model', output: null }] })).toEqual([
      'medium fallback_taken: The run took the fallback “smaller-model”.',
    ]);
  });
});
