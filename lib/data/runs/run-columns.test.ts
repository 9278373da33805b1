import { describe, expect, it } from 'vitest';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import type { CanonicalStep, RunFacts } from '@/lib/domain/run/run';
import { runColumns, searchTexts } from './run-columns';

const step = (stepId: string, over: Partial<CanonicalStep>): CanonicalStep => ({
  stepId,
  parentId: null,
  kind: 'CHAIN',
  name: stepId,
  startNs: null,
  endNs: null,
  status: 'ok',
  error: null,
  input: null,
  output: null,
  facts: {},
  attributes: {},
  events: [],
  ...over,
});
const columns = (facts: RunFacts, steps: CanonicalStep[] = []) => runColumns(assembleRun({ runId: 'R', source: 'plain', facts, steps }));

describe('the columns of a run', () => {
  it('come from its facts, times from its steps where it states none', () => {
    const steps = [
      step('a', { startNs: 1_795_251_600_000_000_000n, endNs: 1_795_251_601_500_000_000n }),
      step('b', { parentId: 'a', startNs: 1_795_251_600_200_000_000n, endNs: null, status: 'error' }),
    ];
    const made = columns({ route: 'refund', usage: { inputTokens: 12 } }, steps);
    expect(made).toMatchObject({
      route: 'refund',
      name: 'a',
      inputTokens: 12n,
      outputTokens: null,
      stepCount: 2,
      errorCount: 1,
      latencyMs: 1500,
    });
    expect(made.startedAt?.toISOString()).toBe('2026-11-21T09:00:00.000Z');
    expect(columns({ startedAt: '2026-11-21T09:00:00Z', endedAt: '2026-11-21T08:00:00Z' }).latencyMs).toBe(0);
    expect('startedAt' in columns({})).toBe(false);
  });

  it('preview texts in one line, cut between characters, however long they are', () => {
    expect(columns({ output: '  two\n\nlines ' }).outputPreview).toBe('two lines');
    const smiles = columns({ output: '😀'.repeat(5_000_000) }).outputPreview;
    expect([...smiles]).toHaveLength(301);
    expect(smiles.endsWith('😀…')).toBe(true);
    expect(columns({ output: { total: 1 } }).outputPreview).toBe('{"total":1}');
    expect(columns({ output: null as never }).outputPreview).toBe('');
  });

  it('are searched by input, output and everything that the model was given', () => {
    const context = [{ id: 'p', content: 'Orders may be returned.' }];
    expect(
      searchTexts(
        assembleRun({
          runId: 'R',
          source: 'plain',
          facts: { input: { q: 1 }, output: 'x', instructions: 'Be brief.', context },
          steps: [],
        }),
      ),
    ).toEqual({
      input: '{"q":1}',
      output: 'x',
      context: 'Be brief.\nOrders may be returned.',
    });
  });
});
