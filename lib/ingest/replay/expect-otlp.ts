// Test support: an independent reading of OTLP requests, whatever conventions their spans speak.
import type { CapturedRequest } from '@/lib/ingest/captured-requests';
import { logsOf, type PlainLog, type PlainSpan, spansOf } from '@/lib/ingest/independent-otlp';
import { type ExpectedCase, expectedStep, type ExpectedStep, failure, fields, firstNumber, firstText, meant } from './expected-step';
import { otlpKinds } from './otlp-kind';
import { spanInput, spanOutput, spanPassages } from './otlp-content';
import { saidIn, unite } from './said-in';

export function expectOtlp(requests: readonly CapturedRequest[]): ExpectedCase {
  const logs = requests.flatMap(logsOf);
  const spans = distinct(requests.flatMap(spansOf)).map((span) => withDetails(span, logs));
  const steps = spans.map((span) => stepOf(span, spans, logs));
  return { runIds: new Set([...steps.map(({ runId }) => runId), ...logs.flatMap(({ traceId }) => traceId ?? [])]), steps };
}

/** Of several deliveries of one span the one with more attributes. */
function distinct(spans: PlainSpan[]): PlainSpan[] {
  const byId = new Map<string, PlainSpan>();
  for (const span of spans) {
    const key = `${span.traceId} ${span.spanId}`;
    const known = byId.get(key);
    if (!known || Object.keys(span.attributes).length > Object.keys(known.attributes).length) byId.set(key, span);
  }
  return [...byId.values()];
}

/** Attributes of a call that came beside its span. */
function withDetails(span: PlainSpan, logs: PlainLog[]): PlainSpan {
  const own = logs.filter(({ spanId, name }) => spanId === span.spanId && name === 'gen_ai.client.inference.operation.details');
  return { ...span, attributes: Object.assign({}, ...own.map(({ attributes }) => attributes), span.attributes) as PlainSpan['attributes'] };
}

function stepOf(span: PlainSpan, spans: PlainSpan[], logs: PlainLog[]): ExpectedStep {
  const { attributes, traceId, spanId, parentSpanId, links } = span;
  const judged = judgedBy(span) ? links[0] : undefined;
  const kinds = otlpKinds(span, (test) => spans.some((child) => child.parentSpanId === spanId && child.traceId === traceId && test(child)));
  const isModel = kinds.some((kind) => kind === 'LLM' || kind === 'EMBEDDING');
  const model = isModel ? modelOf(attributes) : undefined;
  const tool = kinds.includes('TOOL')
    ? firstText(attributes['gen_ai.tool.name'], attributes['tool.name'], attributes['ai.toolCall.name'])
    : undefined;
  return expectedStep({
    runId: judged?.traceId ?? traceId,
    stepIds: [spanId],
    parentId: judged?.spanId ?? parentSpanId,
    kinds,
    ...(model === undefined ? {} : { model }),
    ...(tool === undefined ? {} : { tool }),
    ...(isModel ? tokensOf(attributes) : {}),
    ...(kinds.includes('LLM') ? messagesOf(span, logs) : {}),
    passages: spanPassages(span),
    ...errorOf(span),
  });
}

/** Feedback given afterwards: a span of its own trace with one link, to what it judges. */
function judgedBy({ parentSpanId, links, attributes }: PlainSpan): boolean {
  return parentSpanId === null && links.length === 1 && Object.keys(attributes).some((key) => /^(annotations|evaluations)\./.test(key));
}

function modelOf(attributes: PlainSpan['attributes']): string | undefined {
  const keys = [
    'gen_ai.response.model',
    'llm.response.model_name',
    'ai.response.model',
    'langfuse.observation.model.name',
    'llm.model_name',
    'embedding.model_name',
    'gen_ai.request.model',
    'llm.request.model_name',
    'ai.model.id',
    'langsmith.metadata.ls_model_name',
    'model',
  ];
  return firstText(...keys.map((key) => attributes[key]), fields(meant(attributes['braintrust.metadata']))['model']);
}

type Tokens = Pick<ExpectedStep, 'inputTokens' | 'outputTokens' | 'cachedTokens' | 'reasoningTokens'>;

function tokensOf(attributes: PlainSpan['attributes']): Tokens {
  const at = (...keys: string[]) => firstNumber(...keys.map((key) => attributes[key]));
  const langfuse = meant(attributes['langfuse.observation.usage_details']);
  if (langfuse !== null && typeof langfuse === 'object') return disjointOrNot(fields(langfuse));
  const metrics = fields(meant(attributes['braintrust.metrics']));
  const cached = at(
    'llm.token_count.prompt_details.cache_read',
    'gen_ai.usage.cache_read.input_tokens',
    'gen_ai.usage.cache_read_input_tokens',
    'ai.usage.inputTokenDetails.cacheReadTokens',
    'ai.usage.cachedInputTokens',
    'cache_read_tokens',
  );
  const written = at('gen_ai.usage.cache_creation.input_tokens', 'gen_ai.usage.cache_creation_input_tokens', 'cache_creation_tokens') ?? 0;
  const input = at(
    'gen_ai.usage.input_tokens',
    'gen_ai.usage.prompt_tokens',
    'llm.token_count.prompt',
    'ai.usage.inputTokens',
    'ai.usage.promptTokens',
    'ai.usage.tokens',
    'input_tokens',
  );
  const output = at(
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
    'llm.token_count.completion',
    'ai.usage.outputTokens',
    'ai.usage.completionTokens',
    'output_tokens',
  );
  const reasoning = at(
    'llm.token_count.completion_details.reasoning',
    'gen_ai.usage.reasoning.output_tokens',
    'gen_ai.usage.reasoning_tokens',
    'ai.usage.reasoningTokens',
  );
  const total = at('gen_ai.usage.total_tokens');
  // What stands beside the input and not in it: the parts are more than the whole, or the total has been counted without them.
  const parts = (cached ?? 0) + written;
  const isBeside =
    input !== undefined &&
    parts > 0 &&
    ('cache_read_tokens' in attributes ||
      parts > input ||
      (total !== undefined && total === input + (output ?? 0) && isAnthropic(attributes)));
  return numbers({
    inputTokens: firstNumber(isBeside ? input + parts : input, metrics['prompt_tokens']),
    outputTokens: firstNumber(output, metrics['completion_tokens']),
    cachedTokens: cached,
    reasoningTokens: reasoning,
  });
}

function isAnthropic(attributes: PlainSpan['attributes']): boolean {
  return (
    /anthropic/i.test(String(attributes['gen_ai.provider.name'] ?? attributes['gen_ai.system'] ?? '')) && !('llm.provider' in attributes)
  );
}

/** Langfuse: where the parts and the whole add up to the total, the parts stand beside the input and the output. */
export function disjointOrNot(details: { [key: string]: unknown }): Tokens {
  const sum = (pattern: RegExp) =>
    Object.entries(details).reduce((all, [key, value]) => (pattern.test(key) && typeof value === 'number' ? all + value : all), 0);
  const input = firstNumber(details['input'], details['promptTokens']);
  const output = firstNumber(details['output'], details['completionTokens']);
  const besideIn = sum(/^(input_|cache_|prompt_).+/);
  const besideOut = sum(/^(output_|completion_).+/);
  const isDisjoint = besideIn + besideOut > 0 && (input ?? 0) + (output ?? 0) + besideIn + besideOut === details['total'];
  return numbers({
    inputTokens: input === undefined ? undefined : input + (isDisjoint ? besideIn : 0),
    outputTokens: output === undefined ? undefined : output + (isDisjoint ? besideOut : 0),
    cachedTokens: firstNumber(details['input_cached_tokens'], details['cache_read_input_tokens'], details['input_cache_read']),
    reasoningTokens: firstNumber(details['output_reasoning_tokens'], details['output_reasoning']),
  });
}

function numbers(given: { [K in keyof Tokens]: number | undefined }): Tokens {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Tokens;
}

const MESSAGE = /^gen_ai\.(system|user|assistant|tool)\.message$/;

function messagesOf({ attributes, spanId, events }: PlainSpan, logs: PlainLog[]): Pick<ExpectedStep, 'input' | 'output'> {
  const own = logs.filter((log) => log.spanId === spanId);
  const bodies = (pattern: RegExp) => [
    ...own.filter(({ name }) => pattern.test(name)).map(({ body }) => saidIn(body)),
    ...events
      .filter(({ name }) => pattern.test(name))
      .map((event) => saidIn(meant(event.attributes['message'] ?? event.attributes['content']))),
  ];
  return {
    input: unite(spanInput(attributes), ...bodies(MESSAGE)),
    output: unite(spanOutput(attributes), ...bodies(/^gen_ai\.choice$/)),
  };
}

function errorOf({ attributes, events, statusCode, statusMessage, name }: PlainSpan): Pick<ExpectedStep, 'isError' | 'error'> {
  const exception = events.find((event) => event.name === 'exception')?.attributes;
  const isSaid =
    statusCode === 2 ||
    attributes['langfuse.observation.level'] === 'ERROR' ||
    (exception !== undefined && ('langsmith.span.kind' in attributes || 'lmnr.span.path' in attributes));
  const isFailedCall = name.startsWith('claude_code.') && attributes['success'] === false;
  if (!isSaid && !isFailedCall) return { isError: false };
  return failure(firstText(attributes['langfuse.observation.status_message'], statusMessage, exception?.['exception.message']));
}
