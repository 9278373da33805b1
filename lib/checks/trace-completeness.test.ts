import { describe, expect, it } from 'vitest';
import { saidOfRun } from './example-run';
import { traceCompleteness } from './trace-completeness';

describe('what a trace lacks', () => {
  it('is nothing in a run with all its versions', () => {
    expect(saidOfRun(traceCompleteness)).toEqual([]);
  });

  it('are the versions that such a run has, counted and named', () => {
    expect(saidOfRun(traceCompleteness, { facts: { promptId: null, promptVersion: null } })).toEqual([
      'low trace_incomplete: 2 of 4 version anchors are not in the trace: prompt id, prompt version.',
    ]);
    const parsed = { parsedArtifactRef: 'doc:inv-77', outputSchema: { type: 'object' } };
    expect(saidOfRun(traceCompleteness, { facts: parsed })).toEqual([
      'info trace_incomplete: 2 of 6 version anchors are not in the trace: parser version, schema version.',
    ]);
    expect(saidOfRun(traceCompleteness, { facts: { ...parsed, parserVersion: '7', schemaVersion: '2' } })).toEqual([]);
    expect(saidOfRun(traceCompleteness, { steps: { route: { kind: 'PARSE', name: 'ocr' } } })).toEqual([
      'info trace_incomplete: 1 of 5 version anchors is not in the trace: parser version.',
    ]);
    expect(saidOfRun(traceCompleteness, { more: [{ kind: 'PARSE', name: 'output parser' }] })).toEqual([]);
  });

  it('is all provenance when neither model nor prompt is named', () => {
    const unknown = { promptId: null, promptVersion: null, modelName: null };
    expect(saidOfRun(traceCompleteness, { facts: unknown, steps: { answer: { facts: {} } } })).toEqual([
      'low trace_incomplete: 3 of 4 version anchors are not in the trace: model, prompt id, prompt version.',
      'medium trace_without_provenance: The trace names neither model nor prompt: what made the output is not known.',
    ]);
  });

  it('is neither model nor prompt in a run that used none', () => {
    const rules = { promptId: null, promptVersion: null, modelName: null, modelProvider: null };
    expect(saidOfRun(traceCompleteness, { facts: rules, without: ['answer'] })).toEqual([]);
  });

  it('are parents that never came, circles, and steps without an end', () => {
    const more = [
      { kind: 'TOOL' as const, name: 'lost call', parentId: 'nowhere' },
      { stepId: 'a', kind: 'CHAIN' as const, name: 'ping', parentId: 'b' },
      { stepId: 'b', kind: 'CHAIN' as const, name: 'pong', parentId: 'a' },
      { kind: 'CHAIN' as const, name: 'hangs', status: 'running' as const, endNs: null },
    ];
    expect(saidOfRun(traceCompleteness, { more })).toEqual([
      'medium trace_incomplete: 1 of 11 steps names a parent that never arrived, the first is lost call.',
      'medium trace_incomplete: The parents of 1 group of steps form a circle, which was cut at ping.',
      'low trace_incomplete: 1 step of 11 never ended: hangs.',
    ]);
    expect(saidOfRun(traceCompleteness, { steps: { chain: { status: 'unset', endNs: null } } })).toEqual([
      'medium trace_incomplete: 1 step of 7 never ended, the root among them: policy-answer.',
    ]);
    expect(saidOfRun(traceCompleteness, { more: [{ kind: 'EVENT', name: 'log', status: 'unset', endNs: null }] })).toEqual([]);
  });

  it('is what the tracer says it lost, but for the context', () => {
    const losses = [
      'the sender dropped 3 events at its limit: the steps between are incomplete',
      'gen_ai.input.messages begins as JSON and does not end as such: it was cut after 4096 characters',
    ];
    expect(saidOfRun(traceCompleteness, { steps: { lookup: { facts: { losses } } } })).toEqual([
      'medium trace_incomplete: The tracer lost something in 1 place: the sender dropped 3 events at its limit: the steps between are incomplete.',
    ]);
  });
});
