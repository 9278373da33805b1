import { describe, expect, it } from 'vitest';
import type { AnchoredClaim, Finding } from './evidence';
import type { AssembledRun, AssembledStep } from '@/lib/domain/run/run';
import { BOUNDARIES, type BoundaryId, boundaryOfFinding, preview, type TracedRun } from './trace-boundary';
import { traceMap } from './trace-map';

const step = (kind: AssembledStep['kind'], name: string, extra: Partial<AssembledStep> = {}): AssembledStep => ({
  stepId: name,
  parentId: null,
  kind,
  name,
  startNs: null,
  endNs: null,
  status: 'ok',
  error: null,
  depth: 0,
  mark: null,
  facts: {},
  bodySha256: '',
  ...extra,
});
const claim = (state: AnchoredClaim['state']): AnchoredClaim => ({
  claimId: 'c',
  ordinal: 0,
  kind: 'sentence',
  path: null,
  range: [0, 1],
  text: 't',
  value: null,
  state,
  anchors: [],
  candidates: [],
  risk: null,
  terms: [],
});
const finding = (code: string, severity: Finding['severity'], extra: Partial<Finding> = {}): Finding => ({
  code,
  severity,
  claimId: null,
  stepId: null,
  detail: `${code}.`,
  anchors: [],
  checkId: 'x',
  checkVersion: '1',
  ...extra,
});
const traced = (record: Partial<AssembledRun> = {}, extra: Partial<TracedRun> = {}): TracedRun => {
  const full: AssembledRun = {
    runId: 'r',
    source: 'plain',
    facts: { input: 'How long?', output: 'Two weeks.', modelName: 'm' },
    passages: [],
    steps: [],
    derived: {},
    ...record,
  };
  const output = full.facts.output ?? null;
  return {
    record: full,
    revision: 'sha256:1',
    evaluatedAt: '2026-11-21T00:00:00Z',
    claims: [claim('exact')],
    findings: [],
    items: [],
    reviews: [],
    originalOutput: output,
    effectiveOutput: output,
    reviewOutcome: null,
    ...extra,
  };
};
const at = (run: TracedRun, id: BoundaryId) => traceMap(run).boundaries.find((boundary) => boundary.id === id);

describe('traceMap', () => {
  it('always has all twelve boundaries in the order of the map', () => {
    for (const run of [traced(), traced({ facts: {} }, { claims: [], revision: null, evaluatedAt: null })]) {
      expect(traceMap(run).boundaries.map(({ id }) => id)).toEqual([...BOUNDARIES]);
    }
  });

  it('says of a good run that nothing went wrong, and what the trace does not tell', () => {
    const map = traceMap(traced());
    expect([map.failedAt, map.firstSign]).toEqual([null, null]);
    expect(map.boundaries.filter(({ status }) => status === 'absent').map(({ id }) => id)).toEqual([
      'parse',
      'route',
      'prompt',
      'context',
      'validation',
      'fallback',
      'review',
    ]);
  });

  it('names the failing layer and the earlier sign of it: nothing was retrieved, so the claim has no evidence', () => {
    const run = traced(
      { steps: [step('RETRIEVAL', 'search'), step('LLM', 'answer')] },
      {
        claims: [claim('missing')],
        findings: [finding('retrieval_empty', 'medium', { stepId: 'search' }), finding('evidence_missing', 'high', { claimId: 'c' })],
      },
    );
    expect(traceMap(run)).toMatchObject({ failedAt: 'evidence', firstSign: 'context' });
    expect(at(run, 'context')).toMatchObject({ status: 'warn', problems: [{ code: 'retrieval_empty' }] });
  });

  it('blames what the model was given before the model, although the map shows the model first', () => {
    const run = traced({
      steps: [step('LLM', 'answer', { status: 'error', error: 'timeout' }), step('TOOL', 'lookup', { status: 'error', error: '503' })],
    });
    expect(traceMap(run).failedAt).toBe('context');
  });

  it('takes a failed attempt that a later one made good for a sign only', () => {
    const run = traced({
      steps: [step('LLM', 'answer', { stepId: 'a1', status: 'error', error: 'rate limited' }), step('LLM', 'answer', { stepId: 'a2' })],
    });
    expect(at(run, 'model')).toMatchObject({
      status: 'warn',
      problems: [{ detail: 'answer failed: rate limited (a later attempt passed)' }],
    });
  });

  it('does not count nested and parallel steps twice', () => {
    const span = (name: string, start: number, end: number) =>
      step('LLM', name, { startNs: String(start * 1e6), endNs: String(end * 1e6) });
    expect(at(traced({ steps: [span('outer', 0, 100), span('inner', 10, 90), span('later', 150, 200)] }), 'model')?.durationMs).toBe(150);
  });

  it('does not call a missing version a failure', () => {
    const run = traced(
      { facts: { output: 'x', modelName: 'm', renderedPrompt: 'You are…' } },
      { findings: [finding('trace_incomplete', 'medium')] },
    );
    expect(at(run, 'prompt')).toMatchObject({ status: 'ok', unknown: ['prompt id', 'prompt version'] });
    expect(traceMap(run).firstSign).toBeNull();
  });

  it('shows validation errors as a failure even when no check has run yet', () => {
    const run = traced({ facts: { output: {}, validationErrors: ['/total is required'] } }, { evaluatedAt: null, claims: [] });
    expect(at(run, 'validation')).toMatchObject({ status: 'fail', summary: '1 validation error', output: '/total is required' });
    expect(at(run, 'evidence')).toMatchObject({ status: 'pending', summary: 'Checks pending' });
  });

  it('follows a decision to the final state', () => {
    const run = traced({}, { effectiveOutput: 'Three weeks.', reviewOutcome: 'corrected' });
    expect(at(run, 'review')).toMatchObject({ status: 'ok', summary: 'Corrected' });
    expect(at(run, 'final')).toMatchObject({ summary: 'Corrected output stands', input: 'Two weeks.', output: 'Three weeks.' });
    expect(traceMap(traced({}, { reviewOutcome: 'rejected' })).failedAt).toBe('final');
  });
});

describe('boundaryOfFinding', () => {
  it.each([
    ['retrieval_empty', 'context'],
    ['source_conflict', 'context'],
    ['injection_pattern', 'context'],
    ['evidence_outside_context', 'context'],
    ['tool_failed', 'context'],
    ['model_call_failed', 'model'],
    ['refusal', 'model'],
    ['output_truncated', 'model'],
    ['required_field_empty', 'output'],
    ['schema_invalid', 'validation'],
    ['retried', 'validation'],
    ['retries_exhausted', 'validation'],
    ['guardrail_fired', 'validation'],
    ['fallback_taken', 'fallback'],
    ['route_disagreement', 'route'],
    ['run_changed_after_review', 'review'],
    ['output_claims_omitted', 'evidence'],
    ['number_not_in_source', 'evidence'],
    ['a_code_of_tomorrow', 'evidence'],
    ['trace_incomplete', null],
  ])('puts %s to %s', (code, id) => {
    expect(boundaryOfFinding(finding(code, 'high'), new Map())).toBe(id);
  });

  it("puts the failure of a step to the layer of its kind, and of the workflow's own code to the output", () => {
    const steps = new Map([step('PARSE', 'read'), step('CHAIN', 'main')].map((each) => [each.stepId, each]));
    expect(boundaryOfFinding(finding('step_failed', 'high', { stepId: 'read' }), steps)).toBe('parse');
    expect(boundaryOfFinding(finding('step_failed', 'high', { stepId: 'main' }), steps)).toBe('output');
  });
});

describe('preview', () => {
  it('never cuts a character in half', () => {
    expect(preview('🙂'.repeat(200), 101)).toMatch(/^🙂+…$/u);
  });
});
