import { describe, expect, it } from 'vitest';
import { type TypicalCandidate, typicalRun } from './typical-run';

const run = (runId: string, more: Partial<TypicalCandidate> = {}): TypicalCandidate => ({
  runId,
  codes: ['tool_failed'],
  documentIds: [],
  route: 'orders',
  promptVersion: '3',
  modelName: 'm',
  risk: 0.5,
  ...more,
});

describe('the typical run', () => {
  it('is the one that has most in common with the others, whatever its risk', () => {
    const odd = run('odd', { codes: ['tool_failed', 'refusal'], route: 'other', risk: 0.99 });
    expect(typicalRun([odd, run('a'), run('b'), run('c', { promptVersion: '4' })])).toBe('a');
  });

  it('is the riskiest of equals, then the first', () => {
    expect(typicalRun([run('a'), run('b', { risk: 0.9 }), run('c', { risk: null })])).toBe('b');
    expect(typicalRun([run('a'), run('b')])).toBe('a');
    expect(typicalRun([run('only', { risk: null })])).toBe('only');
    expect(typicalRun([])).toBe('');
  });
});
