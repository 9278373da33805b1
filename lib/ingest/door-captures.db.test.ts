import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CanonicalStep, Json } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import { type CapturedCase, capturedCases } from './captured-requests';
import { type DoorTestBench, doorTestBench, type StoredRunView, storedRuns } from './door-test-bench';
import { logsOf, type PlainLog, type PlainSpan, spansOf } from './independent-otlp';

const SDKS = [
  'otel-sdk',
  'otel-sdk-1.x',
  'openinference-anthropic',
  'openinference-langchain',
  'openinference-manual',
  'openinference-openai',
  'openinference-vercel',
  'otel-instrumentation-openai',
];
const cases = capturedCases(SDKS);
let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());
async function replay({
  requests,
}: CapturedCase): Promise<{ runs: StoredRunView[]; answers: { status: number; type: string | null; body: Buffer }[] }> {
  const { actor, key } = await bench.freshProject();
  const answers = [];
  for (const { path, headers, body } of requests) {
    const sent = new Headers(headers);
    sent.set('x-api-key', key);
    const response = await fetch(`${bench.url}${path}`, { method: 'POST', headers: sent, body: new Uint8Array(body) });
    answers.push({ status: response.status, type: response.headers.get('content-type'), body: Buffer.from(await response.arrayBuffer()) });
  }
  return { runs: await storedRuns(actor), answers };
}

describe.runIf(cases.length > 0)('requests of published SDKs come through the door whole', () => {
  it.each(cases.map((captured) => [`${captured.sdk}/${captured.name}`, captured] as const))('%s', async (_name, captured) => {
    const { runs, answers } = await replay(captured);
    captured.requests.forEach(({ headers }, index) => {
      expect(answers[index]?.status).toBe(200);
      expect(answers[index]?.type).toBe(headers.get('content-type')?.split(';')[0]);
    });
    const spans = captured.requests.flatMap(spansOf);
    const logs = captured.requests.flatMap(logsOf);
    expect(spans.length).toBeGreaterThan(0);
    const homeless = logs.filter(({ traceId, attributes }) => !traceId && !attributes['gen_ai.response.id']).length;
    for (const answer of answers) expect(answer.body.toString()).toMatch(homeless > 0 ? /^(\{\}|.*belong to no run.*|)$/s : /^(\{\})?$/);

    const stepOf = (spanId: string) => runs.flatMap(({ steps }) => steps).filter((step) => step.stepId === spanId);
    const ids = new Set(spans.map(({ spanId }) => spanId));
    expect(
      runs
        .flatMap(({ steps }) => steps)
        .filter(({ stepId }) => !stepId.startsWith('log-'))
        .map(({ stepId }) => stepId)
        .sort(),
    ).toEqual([...ids].sort());
    for (const spanId of ids) {
      const [step, ...others] = stepOf(spanId);
      expect(others).toEqual([]);
      const deliveries = spans.filter((span) => span.spanId === spanId);
      comparesWith(step as CanonicalStep, deliveries, runs, detailsOf(logs, spanId));
    }
    for (const spanId of new Set(logs.flatMap((log) => log.spanId ?? []))) {
      comparesWithLogs(
        stepOf(spanId)[0] as CanonicalStep,
        logs.filter((log) => log.spanId === spanId),
      );
    }
  });
});

/** PostgreSQL holds no NUL, and data URIs stand in the blob store under their hash; everything else is kept to the letter. */
const stored = (value: unknown) =>
  JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '\ufffd'), (_key, text: unknown) => {
    const [, type, base64] = (typeof text === 'string' && /^data:([\w/+.-]+);base64,(.+)$/.exec(text)) || [];
    const bytes = Buffer.from(base64 ?? '', 'base64');
    if (bytes.length === 0) return text;
    return `media:sha256:${createHash('sha256').update(bytes).digest('hex')};type=${type};bytes=${bytes.length}`;
  }) as unknown;

/** Attributes of a call that came beside its span. */
function detailsOf(logs: readonly PlainLog[], spanId: string): PlainLog['attributes'] {
  const details = logs.filter((log) => log.spanId === spanId && log.name === 'gen_ai.client.inference.operation.details');
  return Object.assign({}, ...details.map(({ attributes }) => attributes)) as PlainLog['attributes'];
}

function comparesWith(step: CanonicalStep, deliveries: PlainSpan[], runs: StoredRunView[], details: PlainLog['attributes']): void {
  const span = deliveries.reduce((best, next) => (Object.keys(next.attributes).length > Object.keys(best.attributes).length ? next : best));
  const home = runs.find(({ steps }) => steps.includes(step));
  const isJudgement =
    !span.parentSpanId && span.links.length === 1 && Object.keys(span.attributes).some((key) => /^(annotations|evaluations)\./.test(key));
  expect(home?.runId).toBe(isJudgement ? span.links[0]?.traceId : span.traceId);
  expect(step.parentId).toBe(isJudgement ? span.links[0]?.spanId : span.parentSpanId);
  expect([String(step.startNs), String(step.endNs)]).toEqual([span.startNs, span.endNs]);
  for (const { attributes } of deliveries) expect(step.attributes).toMatchObject(stored(attributes) as object);
  expect(step.attributes['otel.resource'] ?? {}).toEqual(stored(span.resource));
  expect(step.events.filter(({ attributes }) => !('log.ordinal' in attributes)).map(({ name }) => name)).toEqual(
    span.events.map(({ name }) => name),
  );
  const kept = step.events.map(({ attributes }) => attributes);
  for (const { attributes } of span.events) expect(kept).toContainEqual(expect.objectContaining(stored(attributes) as object));
  expect(step.facts.links ?? []).toEqual(span.links);
  expect(step.status).toBe(span.statusCode === 2 ? 'error' : 'ok');
  if (span.statusCode === 2 && span.statusMessage) expect(step.error).toBe(span.statusMessage.split('\n')[0]);
  comparesMeaning(step, { ...span, attributes: { ...details, ...span.attributes } });
}

const OPERATION_KINDS: Record<string, string> = {
  chat: 'LLM',
  text_completion: 'LLM',
  embeddings: 'EMBEDDING',
  retrieval: 'RETRIEVAL',
  execute_tool: 'TOOL',
  invoke_agent: 'AGENT',
};
const OPENINFERENCE_KINDS: Record<string, string> = {
  LLM: 'LLM',
  TOOL: 'TOOL',
  RETRIEVER: 'RETRIEVAL',
  RERANKER: 'RERANK',
  EMBEDDING: 'EMBEDDING',
  AGENT: 'AGENT',
  GUARDRAIL: 'GUARDRAIL',
  PROMPT: 'PROMPT',
};
const NAMED_KINDS: Record<string, string> = {
  'parse-document': 'PARSE',
  JsonOutputParser: 'PARSE',
  route: 'ROUTE',
  validate: 'VALIDATION',
  fallback: 'FALLBACK',
};

function comparesMeaning(
  { kind, name, facts, input, output }: CanonicalStep,
  { attributes, name: spanName, parentSpanId }: PlainSpan,
): void {
  const at = (...keys: string[]) => keys.map((key) => attributes[key]).find((value) => value !== undefined && value !== '');
  const expectedKind =
    OPENINFERENCE_KINDS[String(at('openinference.span.kind'))] ??
    OPERATION_KINDS[String(at('gen_ai.operation.name'))] ??
    (parentSpanId ? NAMED_KINDS[spanName] : undefined);
  if (expectedKind) expect(kind).toBe(expectedKind);
  expect(name).toBe(kind === 'TOOL' ? (at('tool.name', 'gen_ai.tool.name') ?? spanName) : spanName);
  const model = at(
    'llm.response.model_name',
    'llm.model_name',
    'embedding.model_name',
    'reranker.model_name',
    'gen_ai.response.model',
    'gen_ai.request.model',
  );
  expect(facts.modelName).toBe(model);
  expect(facts.usage?.inputTokens).toBe(at('llm.token_count.prompt', 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'));
  expect(facts.usage?.outputTokens).toBe(at('llm.token_count.completion', 'gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'));
  expect(facts.usage?.cachedInputTokens).toBe(at('llm.token_count.prompt_details.cache_read', 'gen_ai.usage.cache_read.input_tokens'));
  const said = stableJson([facts.messages, facts.outputMessages, facts.systemInstructions, input, output, facts.losses] as Json);
  for (const text of textsIn(attributes)) expect(isSaid(said, text), text).toBe(true);
  for (const call of toolNamesIn(attributes))
    expect(JSON.stringify(facts.outputMessages ?? facts.messages) + JSON.stringify(facts.messages ?? null)).toContain(
      `"name":${JSON.stringify(call)}`,
    );
  const documents = documentsIn(attributes);
  expect((facts.passages ?? []).map(({ content, score }) => [content, score])).toEqual(documents);
}

/** A tool's result that is JSON may stand there as the text that it was or as the value that it means. */
function isSaid(said: string, text: string): boolean {
  const value = parsed(text);
  return said.includes(JSON.stringify(text).slice(1, -1)) || (value !== null && said.includes(stableJson(value as Json)));
}

/** Every text in any message attribute, by walking whatever is there. */
function textsIn(attributes: PlainSpan['attributes']): string[] {
  return Object.entries(attributes).flatMap(([key, value]) => {
    if (/^llm\.(input|output)_messages\..*message\.content$|message_content\.text$/.test(key))
      return typeof value === 'string' && value ? [value] : [];
    if (!/^gen_ai\.(input\.messages|output\.messages|prompt|completion|system_instructions)$/.test(key)) return [];
    return contents(parsed(value));
  });
}

function contents(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(contents);
  if (value === null || typeof value !== 'object') return [];
  const { content, parts, type } = value as { content?: unknown; parts?: unknown; type?: unknown };
  return [...(typeof content === 'string' && (type === undefined || type === 'text') ? [content] : []), ...contents(parts)];
}

function toolNamesIn(attributes: PlainSpan['attributes']): unknown[] {
  const flattened = Object.entries(attributes).flatMap(([key, value]) => (key.endsWith('tool_call.function.name') ? [value] : []));
  const parts = ['gen_ai.input.messages', 'gen_ai.output.messages'].flatMap((key) => calls(parsed(attributes[key] ?? null)));
  return [...flattened, ...parts];
}

function calls(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(calls);
  if (value === null || typeof value !== 'object') return [];
  const { type, name, parts } = value as { type?: unknown; name?: unknown; parts?: unknown };
  return [...(type === 'tool_call' ? [name] : []), ...calls(parts)];
}

function documentsIn(attributes: PlainSpan['attributes']): unknown[][] {
  const given = parsed(attributes['gen_ai.retrieval.documents'] ?? null);
  if (Array.isArray(given)) return given.map((document: { content?: unknown; score?: unknown }) => [document.content, document.score]);
  const prefix = 'reranker.output_documents.0.document.content' in attributes ? 'reranker.output_documents' : 'retrieval.documents';
  const found: unknown[][] = [];
  for (let index = 0; `${prefix}.${index}.document.content` in attributes; index++) {
    const metadata = parsed(attributes[`${prefix}.${index}.document.metadata`] ?? null) as { score?: unknown } | null;
    found.push([attributes[`${prefix}.${index}.document.content`], attributes[`${prefix}.${index}.document.score`] ?? metadata?.score]);
  }
  return found;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

function comparesWithLogs({ events, facts }: CanonicalStep, logs: PlainLog[]): void {
  const kept = events.filter(({ attributes }) => 'log.ordinal' in attributes);
  expect(kept.map(({ name }) => name)).toEqual(logs.map(({ name }) => name));
  kept.forEach(({ attributes }, index) => {
    expect(attributes).toMatchObject(logs[index]?.attributes ?? {});
    expect(attributes['log.body'] ?? null).toEqual(logs[index]?.body ?? null);
  });
  const said = JSON.stringify([facts.messages, facts.outputMessages, facts.systemInstructions]);
  const isMessage = ({ name }: PlainLog) =>
    name.startsWith('gen_ai.') && name !== 'gen_ai.evaluation.result' && name !== 'gen_ai.client.operation.exception';
  for (const text of logs
    .filter(isMessage)
    .flatMap(({ body, attributes }) => [
      ...contents(body),
      ...contents((body as { message?: unknown } | null)?.message),
      ...textsIn(attributes),
    ])) {
    expect(said).toContain(JSON.stringify(text).slice(1, -1));
  }
  const messageLogs = logs.filter(({ name }) => /^gen_ai\.(system|user|assistant|tool)\.message$/.test(name));
  if (messageLogs.length > 0) expect(facts.messages?.map(({ role }) => role)).toEqual(messageLogs.map(({ name }) => name.split('.')[1]));
  expect(facts.scores?.length ?? 0).toBe(logs.filter(({ name }) => name === 'gen_ai.evaluation.result').length);
}
