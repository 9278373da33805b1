import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import type { Actor } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run/run';
import { settleRun } from '@/lib/worker/settle-run';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

let actor: Actor;
let key: string;
beforeEach(async () => {
  ({ actor, key } = await bench.freshProject(['ingest', 'read']));
});

async function post(path: string, body: Json, method = 'POST'): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-api-key': key };
  const response = await fetch(`${bench.url}${path}`, { method, headers, body: JSON.stringify(body) });
  await response.arrayBuffer();
  return response.status;
}

type Attributes = { [key: string]: Json };
/** As exporters in JavaScript write it: whole numbers as ints, whatever they mean. */
function anyValue(value: Json): Json {
  if (value === null) return {};
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: value } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  return { kvlistValue: { values: keyValues(value) } };
}
const keyValues = (attributes: Attributes) => Object.entries(attributes).map(([name, value]) => ({ key: name, value: anyValue(value) }));

const TRACE = 'ab'.repeat(16);
/** Sends spans of one trace and gives the steps that they became, in the order sent. */
async function steps(...spans: { attributes?: Attributes; scope?: string; more?: { [field: string]: Json } }[]) {
  const scopeSpans = spans.map(({ attributes = {}, scope = '', more = {} }, index) => ({
    scope: { name: scope },
    spans: [
      {
        traceId: TRACE,
        spanId: String(index + 1).padStart(16, '0'),
        name: `span ${index}`,
        startTimeUnixNano: '1795248000000000000',
        endTimeUnixNano: '1795248001000000000',
        attributes: keyValues(attributes),
        ...more,
      },
    ],
  }));
  expect(await post('/v1/traces', { resourceSpans: [{ scopeSpans }] })).toBe(200);
  const stored = (await storedRuns(actor)).flatMap((run) => run.steps);
  return spans.map((_span, index) => stored.find(({ stepId }) => stepId === String(index + 1).padStart(16, '0')));
}
const event = (name: string, attributes: Attributes) => ({ name, timeUnixNano: '1795248000500000000', attributes: keyValues(attributes) });

describe('what SDKs send that is not what it seems', () => {
  it('a whole number is an int, also where a score or a temperature is meant', async () => {
    const judgement = event('gen_ai.evaluation.result', { 'gen_ai.evaluation.name': 'relevance', 'gen_ai.evaluation.score.value': 1 });
    const [whole, half] = await steps(
      { attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.request.temperature': 1 }, more: { events: [judgement] } },
      { attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.request.temperature': 0.5 } },
    );
    expect([whole?.facts.parameters, half?.facts.parameters]).toEqual([{ temperature: 1 }, { temperature: 0.5 }]);
    expect(whole?.facts.scores).toMatchObject([{ name: 'relevance', value: 1 }]);
    const { projectId } = actor;
    expect(await withProject(projectId, (tx) => tx.score.findMany({ where: { projectId } }))).toMatchObject([
      { name: 'relevance', number: 1 },
    ]);
  });

  it.each<[string, Attributes, string | undefined]>([
    [
      'gen_ai',
      { 'gen_ai.operation.name': 'chat', 'gen_ai.usage.cache_read.input_tokens': 3, 'gen_ai.response.finish_reasons': ['tool_calls'] },
      '',
    ],
    [
      'OpenLLMetry',
      { 'llm.request.type': 'chat', 'gen_ai.usage.cache_read_input_tokens': 3, 'gen_ai.response.finish_reasons': ['tool_use'] },
      '',
    ],
    [
      'AI SDK',
      { 'ai.operationId': 'ai.generateText.doGenerate', 'ai.usage.cachedInputTokens': 3, 'ai.response.finishReason': 'tool-calls' },
      'ai',
    ],
    [
      'Langfuse',
      {
        'langfuse.observation.type': 'generation',
        'langfuse.observation.usage_details': JSON.stringify({ input: 5, input_cached_tokens: 3, output: 1, total: 9 }),
        'langfuse.observation.output': JSON.stringify({
          choices: [{ finish_reason: 'function_call', message: { role: 'assistant', content: 'x' } }],
        }),
      },
      'langfuse-sdk',
    ],
    [
      'Claude',
      { 'span.type': 'llm_request', cache_read_tokens: 3, input_tokens: 1, stop_reason: 'tool_use' },
      'com.anthropic.claude_code.tracing',
    ],
    [
      'OpenInference',
      { 'openinference.span.kind': 'LLM', 'llm.token_count.prompt_details.cache_read': 3, 'llm.finish_reason': 'tool_call' },
      '',
    ],
  ])('one thing has many spellings: %s', async (_name, attributes, scope) => {
    const [step] = await steps({ attributes, scope: scope ?? '' });
    expect([step?.facts.usage?.cachedInputTokens, step?.facts.finishReason]).toEqual([3, 'tool_call']);
  });

  it('a root may never come, there may be several, and a parent may be in another process', async () => {
    const child = { parentSpanId: '00000000000000aa' };
    await steps({ more: child }, {}, {}, { more: { parentSpanId: '00000000000000bb', flags: 0x300 } });
    await settleRun({ projectId: actor.projectId, runId: TRACE });
    const [run] = await storedRuns(actor);
    expect(run?.steps.map(({ parentId, facts }) => [parentId, facts.isEntry ?? false])).toEqual([
      ['00000000000000aa', false],
      [null, false],
      [null, false],
      ['00000000000000bb', true],
    ]);
  });

  it('a session of the protocol and a project are no conversation, and the hash of an installation is nobody', async () => {
    await steps({ attributes: { 'mcp.method.name': 'tools/call', 'mcp.session.id': 'mcp-1', 'gen_ai.tool.name': 'clock' } });
    const id = randomUUID();
    const run = {
      id,
      trace_id: id,
      name: 'chain',
      run_type: 'chain',
      start_time: '2026-11-21T08:00:00.000000Z',
      session_name: 'a project',
    };
    expect(await post('/runs', run)).toBe(202);
    expect((await storedRuns(actor)).map(({ columns }) => columns['sessionId'])).toEqual([null, null]);
    const scope = 'com.anthropic.claude_code.tracing';
    await steps({ scope, attributes: { 'span.type': 'interaction', 'session.id': 's-1', 'user.id': randomBytes(32).toString('hex') } });
    const told = (await storedRuns(actor)).find(({ runId }) => runId === TRACE);
    expect([told?.columns['sessionId'], told?.columns['userId']]).toEqual(['s-1', null]);
  });

  it.each([
    ['openai.chat', 'openai'],
    ['OpenAI', 'openai'],
    ['aws.bedrock', 'aws.bedrock'],
    ['xai', 'x_ai'],
  ])('a provider is called %s', async (said, meant) => {
    const [step] = await steps({ attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.system': said, 'gen_ai.request.model': 'm' } });
    expect(step?.facts.provider).toBe(meant);
  });

  it('credentials in headers are gone from what is stored', async () => {
    const secret = 'Bearer sk-of-somebody';
    const [step] = await steps({
      attributes: {
        'ai.request.headers.authorization': secret,
        'ai.request.headers.x-api-key': secret,
        'http.request.header.cookie': [secret],
        'langsmith.request.headers': JSON.stringify({ authorization: secret }),
        'ai.request.headers.user-agent': 'ai/7',
      },
    });
    expect(JSON.stringify(step?.attributes)).not.toContain('somebody');
    expect(step?.attributes['ai.request.headers.user-agent']).toBe('ai/7');
  });

  it('keys of attributes have dots, spaces, slashes and any script, ids of users have anything', async () => {
    const attributes = { 'a b/c': 1, 'ключ.с.точками': 'да', '': 'no name', constructor: 'x', 'half \ud800': 'half \udfff' };
    const [step] = await steps({ attributes });
    expect(step?.attributes).toMatchObject({ 'a b/c': 1, 'ключ.с.точками': 'да', constructor: 'x' });
    expect(JSON.stringify(step?.attributes)).not.toMatch(/\\ud[89a-f]/);
    const id = 'order/42 ключ?x=1#y';
    const at = '2026-11-21T08:00:00.000Z';
    const batch = [
      { id: 'e1', type: 'trace-create', timestamp: at, body: { id, name: 'n' } },
      { id: 'e2', type: 'span-create', timestamp: at, body: { id: `${id} span`, traceId: id, name: 's', startTime: at } },
    ];
    expect(await post('/api/public/ingestion', { batch })).toBe(207);
    const run = (await storedRuns(actor)).find(({ runId }) => runId === id);
    expect(run?.steps.map(({ stepId }) => stepId)).toEqual([`${id} span`]);
  });

  it('a stack trace is a detail behind the first line, wherever it comes', async () => {
    const stack = 'TypeError: x is undefined\n    at f (/home/somebody/app.js:1:2)';
    const status = { code: 2, message: stack };
    const exception = event('exception', { 'exception.type': 'TypeError', 'exception.message': 'x', 'exception.stacktrace': stack });
    const [byStatus, byEvent] = await steps({ more: { status } }, { more: { status: { code: 2 }, events: [exception] } });
    expect([byStatus?.error, byEvent?.error]).toEqual(['TypeError: x is undefined', 'x']);
    expect([byStatus?.facts.errorDetail, byEvent?.facts.errorDetail]).toEqual([expect.stringContaining('app.js'), stack]);
  });

  it('documents have no id, one id, no score, or one below zero or above one', async () => {
    const documents = [
      { content: 'first', score: -3.5 },
      { id: 'd', content: 'second', score: 17 },
      { id: 'd', content: 'third' },
    ];
    const [step] = await steps({
      attributes: { 'gen_ai.operation.name': 'retrieval', 'gen_ai.retrieval.documents': JSON.stringify(documents) },
    });
    expect(step?.facts.passages?.map(({ content, score }) => [content, score])).toEqual([
      ['first', -3.5],
      ['second', 17],
      ['third', undefined],
    ]);
    expect(step?.facts.passages?.slice(1).map(({ id }) => id)).toEqual(['d', 'd']);
  });

  it('first tokens come in seconds and in milliseconds', async () => {
    const [seconds, milliseconds] = await steps(
      { attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.response.time_to_first_chunk': 0.25 } },
      { scope: 'ai', attributes: { 'ai.operationId': 'ai.streamText.doStream', 'ai.response.msToFirstChunk': 250 } },
    );
    expect([seconds?.facts.timeToFirstTokenMs, milliseconds?.facts.timeToFirstTokenMs]).toEqual([250, 250]);
  });

  it('an error is told by status, by level, by an event or by a word of its own', async () => {
    const exception = event('exception', { 'exception.message': 'refused' });
    const failed = await steps(
      { more: { status: { code: 2, message: 'x' } } },
      { attributes: { 'langfuse.observation.type': 'span', 'langfuse.observation.level': 'ERROR' } },
      { scope: 'langsmith', attributes: { 'langsmith.span.kind': 'chain' }, more: { status: { code: 1 }, events: [exception] } },
      { scope: 'com.anthropic.claude_code.tracing', attributes: { 'span.type': 'llm_request', success: false } },
    );
    expect(failed.map((step) => step?.status)).toEqual(['error', 'error', 'error', 'error']);
  });
});
