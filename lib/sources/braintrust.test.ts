import { describe, expect, it } from 'vitest';
import { mergeSteps } from '@/lib/domain/merge-step';
import type { CanonicalStep } from '@/lib/domain/run/run';
import { callSurface } from './call-surface';
import { braintrust } from './braintrust';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const ROOT = 'aabbccddeeff00112233445566778899';
const rows = (...list: object[]) => callSurface(braintrust, 'POST', '/logs3', { rows: list, api_version: 2 });
const row = (over: object) => ({ id: 'row1', span_id: 'span1', root_span_id: ROOT, ...over });

const START = row({
  _is_merge: false,
  created: '2026-03-01T10:00:00.000Z',
  metrics: { start: 1772359200.25 },
  span_attributes: { name: 'lookup', type: 'task' },
  metadata: { team: 'north', nested: { a: 1 } },
});
const OUTPUT = row({ _is_merge: true, output: 'yes', metadata: { nested: { b: 2 } } });
const END = row({ _is_merge: true, metrics: { end: 1772359201.5 }, error: 'broken\n\nError: broken\n    at here' });

/** As the database joins deliveries of one step. */
function joined(parts: object[]): CanonicalStep | undefined {
  return parts
    .map((part) => rows(part).runs[0])
    .reduce<CanonicalStep | undefined>((step, run) => {
      const [next] = run?.steps ?? [];
      if (!step || !next || !run?.reread) return next;
      return run.reread(mergeSteps(step, next));
    }, undefined);
}

describe('Braintrust rows', () => {
  it('answers with the ids of the rows', () => {
    expect(rows(START).answer({ rejected: [] })).toEqual({ status: 200, body: { ids: ['row1'] } });
  });

  it('makes the same step of start, change and end in any order', () => {
    const expected = {
      name: 'lookup',
      kind: 'CHAIN',
      startNs: 1772359200250000000n,
      endNs: 1772359201500000000n,
      output: 'yes',
      status: 'error',
      error: 'broken',
      facts: { errorDetail: 'Error: broken\n    at here' },
    };
    const orders = [
      [START, OUTPUT, END],
      [END, OUTPUT, START],
      [OUTPUT, START, END, START],
    ].map(joined);
    expect(orders[0]).toMatchObject(expected);
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
  });

  it('says running of what has not ended, and keeps every row', () => {
    const step = rows(START).runs[0]?.steps[0];
    expect(step?.status).toBe('running');
    expect(Object.values(step?.attributes ?? {})).toEqual([START]);
  });

  it('reads a call of a model with its counts, its cost and its prompt', () => {
    const step = rows(
      row({
        span_parents: ['up'],
        span_attributes: { name: 'Chat Completion', type: 'llm' },
        metrics: {
          start: 1,
          end: 2,
          prompt_tokens: 40,
          completion_tokens: 7,
          prompt_cached_tokens: 32,
          completion_reasoning_tokens: 5,
          time_to_first_token: 0.25,
          estimated_cost: 0.002,
        },
        metadata: {
          model: 'small',
          provider: 'openai',
          temperature: 0,
          prompt: { id: 'p', version: '7' },
          tools: [{ type: 'function', function: { name: 'f' } }],
        },
        input: [{ role: 'user', content: 'Q' }],
        output: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'A' } }],
      }),
    ).runs[0]?.steps[0];
    expect(step).toMatchObject({
      kind: 'LLM',
      parentId: 'up',
      input: 'Q',
      output: 'A',
      facts: {
        modelName: 'small',
        provider: 'openai',
        parameters: { temperature: 0 },
        usage: { inputTokens: 40, outputTokens: 7, cachedInputTokens: 32, reasoningTokens: 5 },
        costUsd: 0.002,
        timeToFirstTokenMs: 250,
        finishReason: 'stop',
        promptId: 'p',
        promptVersion: '7',
        toolDefinitions: [{ name: 'f' }],
      },
    });
    expect(Object.keys(step?.facts.parameters ?? {})).toEqual(['temperature']);
  });

  it('takes a function that returns documents for retrieval, and one that returns else for what it is', () => {
    const kindOf = (type: string, output: unknown) => rows(row({ span_attributes: { name: 'f', type }, output })).runs[0]?.steps[0];
    expect(kindOf('function', [{ id: 'd', score: 0.5, content: 'text' }])).toMatchObject({
      kind: 'RETRIEVAL',
      facts: { passages: [{ id: 'd', score: 0.5, content: 'text', rank: 1 }] },
    });
    expect(kindOf('function', [{ claim: 'C-1' }])?.kind).toBe('CHAIN');
    expect(kindOf('llm', { embedding_length: 8 })?.kind).toBe('EMBEDDING');
    expect(kindOf('score', 0.5)?.kind).toBe('EVALUATION');
    expect(kindOf('tool', null)).toMatchObject({ kind: 'TOOL', facts: { toolName: 'f' } });
  });

  it('gives scores of a row the same id as feedback on it, so that the later one wins', () => {
    const [run] = rows(row({ metrics: { end: 1772359201.5 }, scores: { right: 0.5 } })).runs;
    const [feedback] =
      rows({
        id: 'row1',
        _is_merge: true,
        scores: { right: 1 },
        expected: 'no',
        tags: ['seen'],
        _audit_source: 'app',
        _audit_metadata: { reviewer: 'r-1' },
      }).unbound ?? [];
    expect(run?.scores).toMatchObject([
      { id: 'row1 right', number: 0.5, who: 'api', target: { runId: ROOT, stepId: 'span1' }, at: '2026-03-01T10:00:01.500000Z' },
    ]);
    expect(feedback).toMatchObject({ alias: 'row1', run: { runId: '', facts: { tags: ['seen'] }, steps: [] } });
    expect(feedback?.run.scores).toMatchObject([
      { id: 'row1 right', number: 1, who: 'human', annotator: 'r-1', at: null },
      { id: 'row1 expected', correction: 'no' },
    ]);
    expect(run?.aliases).toContainEqual({ alias: 'row1', kind: 'span' });
  });

  it('binds a comment to the row that it is about', () => {
    const [part] =
      rows({ id: 'c1', created: '2026-03-01T10:05:00Z', origin: { id: 'row1' }, comment: { text: 'Quote it.' }, _audit_source: 'app' })
        .unbound ?? [];
    expect(part).toMatchObject({ alias: 'row1', run: { scores: [{ id: 'c1', name: 'comment', comment: 'Quote it.', who: 'human' }] } });
  });

  it('refuses a body without rows', () => {
    expect(() => callSurface(braintrust, 'POST', '/logs3', {})).toThrow('/rows must be a list');
  });
});

describe('what the Braintrust SDK asks at start', () => {
  it('is sent back to the address that it called', () => {
    const headers = { host: 'inner:4318', 'x-forwarded-host': 'traces.example.org', 'x-forwarded-proto': 'https' };
    const { body } = callSurface(braintrust, 'POST', '/in/api/apikey/login', Buffer.alloc(0), 'application/json', headers).answer({
      rejected: [],
    });
    expect(body).toMatchObject({ org_info: [{ api_url: 'https://traces.example.org/in', realtime_url: 'wss://traces.example.org/in' }] });
  });

  it('gets an id for its project, the same each time, and no limit', () => {
    const register = () => callSurface(braintrust, 'POST', '/api/project/register', { project_name: 'claims' }).answer({ rejected: [] });
    expect(register().body).toMatchObject({ project: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: 'claims' } });
    expect(register()).toEqual(register());
    expect(callSurface(braintrust, 'GET', '/version', Buffer.alloc(0)).answer({ rejected: [] }).body).toMatchObject({
      logs3_payload_max_bytes: null,
    });
  });
});

describe('Braintrust over OTLP', () => {
  it('reads JSON attributes as rows are read', () => {
    const attributes = {
      'braintrust.span_attributes': '{"type":"llm"}',
      'braintrust.input_json': '[{"role":"user","content":"Q"}]',
      'braintrust.output_json': '[{"role":"assistant","content":"A"}]',
      'braintrust.metrics': '{"prompt_tokens":4,"completion_tokens":2}',
      'braintrust.scores': '{"right":0.5}',
    };
    const root = {
      'braintrust.span_attributes': '{"type":"task"}',
      'braintrust.metadata': '{"session_id":"s1"}',
      'braintrust.tags': ['a'],
    };
    const [run] = runsFromSpans(
      [spanOf({ attributes, parentSpanId: '00000000000000aa' }), spanOf({ spanId: '00000000000000aa', attributes: root })],
      [braintrust],
    );
    expect(run).toMatchObject({ source: 'braintrust', facts: { sessionId: 's1', tags: ['a'] } });
    expect(run?.steps[0]).toMatchObject({
      kind: 'LLM',
      input: 'Q',
      output: 'A',
      facts: { usage: { inputTokens: 4, outputTokens: 2 }, scores: [{ name: 'right', value: 0.5 }] },
    });
    expect(run?.steps[1]).toMatchObject({ kind: 'CHAIN', sourceKind: 'task' });
  });
});
