import { describe, expect, it } from 'vitest';
import { mergeSteps } from '@/lib/domain/merge-step';
import { mergeRunFacts } from '@/lib/domain/merge-run-facts';
import type { CanonicalRun, Json } from '@/lib/domain/run/run';
import { callSurface } from './call-surface';
import { langsmithRest } from './langsmith-rest';

const ROOT = '01a1fc42-9454-7000-8000-001c30dac74d';
const CHILD = '01a1fc42-948a-7000-8000-0395b0c81ede';
const ORDER = `20261121T035944212001Z${ROOT}`;

const call = (method: string, path: string, body: Json | Buffer, type?: string) => callSurface(langsmithRest, method, path, body, type);

const post = {
  id: CHILD,
  name: 'ChatOpenAI',
  run_type: 'llm',
  start_time: '2026-11-21T03:59:44.266002Z',
  parent_run_id: ROOT,
  trace_id: ROOT,
  dotted_order: `${ORDER}.20261121T035944266002Z${CHILD}`,
  inputs: {
    model: 'gpt-4o-mini',
    temperature: 0.2,
    messages: [{ role: 'user', content: 'q' }],
    tools: [{ type: 'function', function: { name: 't' } }],
  },
  extra: { metadata: { ls_provider: 'openai', ls_model_name: 'gpt-4o-mini', thread_id: 'chat-7' } },
};
const patch = {
  id: CHILD,
  trace_id: ROOT,
  end_time: 1795233584303,
  outputs: {
    model: 'gpt-4o-mini-2026-04-14',
    system_fingerprint: 'fp',
    choices: [{ message: { role: 'assistant', content: 'a' }, finish_reason: 'tool_calls' }],
    usage_metadata: {
      input_tokens: 9,
      output_tokens: 4,
      input_token_details: { cache_read: 3 },
      output_token_details: { reasoning: 1 },
      total_cost: 0.5,
    },
  },
  events: [{ name: 'new_token', time: '2026-11-21T03:59:44.270Z', kwargs: { token: 'a' } }],
  extra: { metadata: { more: 1 } },
};

function joined(run: CanonicalRun | undefined) {
  if (!run?.reread) throw new Error('no run');
  const { reread } = run;
  return run.steps.reduce((a, b) => reread(mergeSteps(a, b)));
}

describe('runs of LangSmith', () => {
  it('are one step whether the post or the patch comes first', () => {
    const [forth] = call('POST', '/runs/batch', { post: [post], patch: [patch] }).runs;
    const [back] = call('POST', '/runs/batch', { patch: [patch] }).runs;
    const [later] = call('POST', '/runs', post).runs;
    const step = joined(forth);
    expect(joined({ ...(back as CanonicalRun), steps: [...(back?.steps ?? []), ...(later?.steps ?? [])] })).toEqual(step);
    expect(step).toMatchObject({
      stepId: CHILD,
      parentId: ROOT,
      kind: 'LLM',
      sourceKind: 'llm',
      status: 'ok',
      input: 'q',
      output: 'a',
      startNs: 1795233584266002000n,
      endNs: 1795233584303000000n,
      events: [{ name: 'new_token', attributes: { token: 'a' } }],
      facts: {
        provider: 'openai',
        modelName: 'gpt-4o-mini-2026-04-14',
        requestModel: 'gpt-4o-mini',
        parameters: { temperature: 0.2 },
        usage: { inputTokens: 9, outputTokens: 4, cachedInputTokens: 3, reasoningTokens: 1 },
        costUsd: 0.5,
        finishReason: 'tool_call',
        systemFingerprint: 'fp',
        toolDefinitions: [{ name: 't' }],
        timeToFirstTokenMs: 3.998,
      },
    });
    expect(forth?.facts).toMatchObject({ sessionId: 'chat-7' });
  });

  it('find their parent and their trace in the dotted order', () => {
    const [run] = call('POST', '/runs', { id: CHILD, name: 'x', dotted_order: post.dotted_order }).runs;
    expect([run?.runId, run?.steps[0]?.parentId]).toEqual([ROOT, ROOT]);
  });

  it('say of their run what the root says, a patch before the post, metadata key by key', () => {
    const root = { id: ROOT, trace_id: ROOT, dotted_order: ORDER, name: 'clause-lookup', run_type: 'chain' };
    const [first] = call('POST', '/runs', {
      ...root,
      tags: ['a'],
      extra: { metadata: { a: 1, b: 1, LANGSMITH_TRACING: 'true', user_id: 'u' } },
    }).runs;
    const [second] = call('PATCH', `/runs/${ROOT}`, { ...root, tags: ['a', 'late'], extra: { metadata: { b: 2 } } }).runs;
    const stated = (run: CanonicalRun | undefined) => ({ facts: run?.facts ?? {}, ranks: run?.factRanks ?? {} });
    const expected = { name: 'clause-lookup', tags: ['a', 'late'], metadata: { a: 1, b: 2, user_id: 'u' }, userId: 'u' };
    expect(mergeRunFacts(stated(first), stated(second)).facts).toEqual(expected);
    expect(mergeRunFacts(stated(second), stated(first)).facts).toEqual(expected);
  });

  it('are known by their kinds, with tool arguments and results, documents and errors', () => {
    const of = (run: { [key: string]: Json }) =>
      call('POST', '/runs', {
        id: CHILD,
        trace_id: ROOT,
        parent_run_id: ROOT,
        start_time: '2026-11-21T03:59:44.109001Z',
        end_time: 1795233584109,
        ...run,
      }).runs[0]?.steps[0];
    expect(
      of({ run_type: 'retriever', name: 'r', outputs: { documents: [{ page_content: 'p', metadata: { id: 'd', score: 1.5 } }] } }),
    ).toMatchObject({
      kind: 'RETRIEVAL',
      facts: { passages: [{ id: 'd', content: 'p', score: 1.5 }] },
    });
    expect(of({ run_type: 'tool', name: 'lookup', inputs: { input: '{"n":1}' }, outputs: { output: 'x' } })).toMatchObject({
      kind: 'TOOL',
      input: { n: 1 },
      output: 'x',
      facts: { toolName: 'lookup' },
    });
    expect(of({ run_type: 'parser', name: 'p' })?.kind).toBe('PARSE');
    expect(of({ run_type: 'chain', name: 'LangGraph' })?.kind).toBe('AGENT');
    expect(of({ run_type: 'chain', name: 'route-claim' })?.kind).toBe('ROUTE');
    const failed = of({ run_type: 'chain', name: 'c', error: 'Error: no\n  at x' });
    expect(failed).toMatchObject({ status: 'error', error: 'Error: no', facts: { errorDetail: 'at x' } });
    expect(failed?.endNs).toBe(failed?.startNs);
    expect(of({ run_type: 'chain', end_time: null })?.status).toBe('running');
  });

  it('read LangChain models in their serialised form', () => {
    const message = (name: string, kwargs: { [key: string]: Json }) => ({
      lc: 1,
      type: 'constructor',
      id: ['langchain_core', 'messages', name],
      kwargs,
    });
    const answer = message('AIMessage', {
      content: 'a',
      usage_metadata: { input_tokens: 3, output_tokens: 2 },
      response_metadata: { finish_reason: 'stop', model_name: 'm-1' },
    });
    const [run] = call('POST', '/runs', {
      id: CHILD,
      trace_id: ROOT,
      run_type: 'llm',
      inputs: { messages: [[message('SystemMessage', { content: 's' }), message('HumanMessage', { content: 'q' })]] },
      outputs: { generations: [[{ text: 'a', message: answer }]] },
    }).runs;
    expect(run?.steps[0]?.facts).toMatchObject({
      modelName: 'm-1',
      finishReason: 'stop',
      usage: { inputTokens: 3, outputTokens: 2 },
      messages: [{ role: 'system' }, { role: 'user' }],
      outputMessages: [{ role: 'assistant', parts: [{ type: 'text', content: 'a' }] }],
    });
  });
});

describe('feedback', () => {
  const body = {
    id: 'f',
    run_id: CHILD,
    key: 'correctness',
    score: 0.5,
    correction: { answer: 'x' },
    comment: 'c',
    feedback_source: { type: 'app', metadata: { reviewer: 'r' } },
  };
  it('is a score of the run that it names', () => {
    const reading = call('POST', '/feedback', body);
    expect(reading.scores).toEqual([
      {
        id: 'f',
        source: 'langsmith',
        target: { stepId: CHILD },
        name: 'correctness',
        number: 0.5,
        correction: { answer: 'x' },
        comment: 'c',
        who: 'human',
        metadata: { reviewer: 'r' },
        at: null,
      },
    ]);
    expect(reading.answer({ rejected: [] })).toMatchObject({ status: 200, body: { id: 'f' } });
  });

  it('names spans of OpenTelemetry by their eight bytes, and changes only what it says', () => {
    const uuid = '00000000-0000-0000-650d-fbae40f0c2b0';
    expect(call('POST', '/feedback', { ...body, run_id: uuid, value: 'acceptable', score: null }).scores?.[0]).toMatchObject({
      target: { stepId: '650dfbae40f0c2b0' },
      label: 'acceptable',
    });
    expect(call('PATCH', `/feedback/${CHILD}`, { score: 1 }).scores).toEqual([
      { id: CHILD, source: 'langsmith', target: {}, name: '', number: 1, at: null },
    ]);
    expect(() => call('POST', '/feedback', { key: 'k' })).toThrow(/run_id/);
  });
});

it('answers what the SDKs ask at start', () => {
  expect(call('GET', '/info', null).answer({ rejected: [] })).toMatchObject({
    body: { batch_ingest_config: { use_multipart_endpoint: true } },
  });
  expect(call('GET', '/sessions?name=claims', null).answer({ rejected: [] }).body).toMatchObject([{ name: 'claims' }]);
  expect(call('POST', '/sessions', { name: 'claims' }).answer({ rejected: [] }).body).toMatchObject({ name: 'claims' });
});
