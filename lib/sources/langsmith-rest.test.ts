import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mergeSteps } from '@/lib/domain/merge-step';
import { mergeRunFacts } from '@/lib/domain/merge-run-facts';
import type { CanonicalRun, Json } from '@/lib/domain/run';
import { langsmithRest } from './langsmith-rest';
import { SOURCES } from './registry';

const ROOT = '01a1fc42-9454-7000-8000-001c30dac74d';
const CHILD = '01a1fc42-948a-7000-8000-0395b0c81ede';
const ORDER = `20261121T035944212001Z${ROOT}`;

function call(method: string, path: string, body: Json | Buffer, contentType = 'application/json') {
  for (const surface of langsmithRest.surfaces ?? []) {
    const match = surface.method === method ? surface.path.exec(path) : null;
    if (match)
      return surface.read({
        path: match,
        query: new URLSearchParams('name=claims'),
        contentType,
        headers: new Headers(),
        body: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
        parseJson: (text) => JSON.parse(text.toString()) as Json,
        sources: SOURCES,
      });
  }
  throw new Error(`nothing at ${method} ${path}`);
}

function multipart(...parts: [name: string, type: string, body: string | Buffer, extra?: string][]): Buffer {
  const boundary = '----B';
  const chunks = parts.flatMap(([name, type, body, extra = '']) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n${extra}\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
}
const MULTIPART = 'multipart/form-data; boundary=----B';

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

describe('a multipart batch', () => {
  const { inputs, extra, ...rest } = post;
  it('puts the parts of a run together, keeps attachments by hash and reads feedback', () => {
    const body = multipart(
      [`post.${CHILD}`, 'application/json; length=10', JSON.stringify(rest)],
      [`post.${CHILD}.inputs`, 'application/json', gzipSync(JSON.stringify(inputs)), 'Content-Encoding: gzip\r\n'],
      [`post.${CHILD}.extra`, 'application/json', JSON.stringify(extra)],
      [`post.${CHILD}.error`, 'application/json', '"Error: no"'],
      [`attachment.${CHILD}.scan.png`, 'image/png', Buffer.from([1, 2, 3])],
      [`feedback.f1`, 'application/json', JSON.stringify({ id: 'f1', run_id: CHILD, key: 'k', score: true })],
    );
    const reading = call('POST', '/ls/runs/multipart', body, MULTIPART);
    const [step, ...others] = reading.runs.flatMap(({ steps }) => steps);
    expect(others).toEqual([]);
    expect(step).toMatchObject({ input: 'q', error: 'Error: no', parentId: ROOT });
    expect(step?.attributes['langsmith.attachment.scan.png']).toMatch(
      /^media:sha256:039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81;type=image\/png;bytes=3$/,
    );
    expect(reading.media).toEqual([{ bytes: Buffer.from([1, 2, 3]), mediaType: 'image/png' }]);
    expect(reading.scores).toMatchObject([{ id: 'f1', name: 'k', number: 1, target: { stepId: CHILD } }]);
    expect(reading.answer({ rejected: [] })).toMatchObject({ status: 202 });
  });

  it.each([
    ['no boundary', Buffer.from('x'), 'multipart/form-data'],
    ['another boundary', Buffer.from('--other\r\n'), MULTIPART],
    ['no end', multipart(['post.a', 'application/json', '{}']).subarray(0, -8), MULTIPART],
    ['a part without a name', Buffer.from('------B\r\nContent-Type: x\r\n\r\n{}\r\n------B--'), MULTIPART],
  ])('is refused with %s', (_what, body, type) => {
    expect(() => call('POST', '/runs/multipart', body, type)).toThrow(/multipart/);
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
  expect(call('GET', '/sessions', null).answer({ rejected: [] }).body).toMatchObject([{ name: 'claims' }]);
  expect(call('POST', '/sessions', { name: 'claims' }).answer({ rejected: [] }).body).toMatchObject({ name: 'claims' });
});
