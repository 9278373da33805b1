// A `$ai_generation`, `$ai_span`, `$ai_embedding` or `$ai_trace` event of PostHog as a step.
import { isObject, parseContainer } from '@/lib/domain/json-container';
import { lonelyText } from '@/lib/domain/message-form';
import type { CanonicalStep, Json, StepFacts, StepKind } from '@/lib/domain/run/run';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import { defined, forWord, jsonAt, memberOf, numberAt, textAt } from './attribute-reader';
import { modelCallFacts } from './model-call';
import { usageFrom } from './model-facts';
import { retrievedDocuments } from './retrieved-documents';
import type { SpanReading } from './source';
import { overlaidRecords } from './told-records';
import { instantOf, retoldStep, secondsToNs } from './told-step';

type JsonObject = { [key: string]: Json };

export interface PosthogEvent {
  event: string;
  id: string;
  timestamp: string | null;
  distinctId: string | undefined;
  properties: JsonObject;
  /** As sent. */
  record: JsonObject;
}

export const EVENT_KEY = 'posthog.event.';

const KINDS: { [event: string]: StepKind } = { $ai_generation: 'LLM', $ai_embedding: 'EMBEDDING', $ai_span: 'CHAIN', $ai_trace: 'CHAIN' };

/** `$ai_span_type`, which the integrations of agent frameworks send and those of model clients do not. */
const SPAN_KINDS: { [type: string]: StepKind } = {
  tool: 'TOOL',
  mcp_tools: 'TOOL',
  agent: 'AGENT',
  handoff: 'ROUTE',
  guardrail: 'GUARDRAIL',
};

/** Product analytics of the same client are no traces. */
export function eventOf(record: JsonObject): PosthogEvent[] {
  const event = textAt(record, 'event');
  const properties = memberOf(record, 'properties');
  if (event === undefined || !event.startsWith('$ai_')) return [];
  const id = textAt(record, 'uuid') ?? textAt(properties, '$insert_id') ?? `${event} ${textAt(record, 'timestamp') ?? ''}`;
  const distinctId = textAt(record, 'distinct_id') ?? textAt(properties, 'distinct_id');
  return [{ event, id, timestamp: textAt(record, 'timestamp') ?? null, distinctId, properties, record }];
}

/** Feedback and metrics are scores and no steps. */
export function hasStep({ event }: PosthogEvent): boolean {
  return Object.hasOwn(KINDS, event);
}

export function stepIdOf({ event, id, properties }: PosthogEvent): string {
  const names = event === '$ai_trace' ? ['$ai_trace_id'] : ['$ai_span_id', '$ai_generation_id'];
  return textAt(properties, ...names) ?? id;
}

/** An event is sent when what it tells has ended; of several about one step the later one is believed, that of the trace last. */
export function rereadEvent(step: CanonicalStep, kindRules?: readonly KindRule[]): CanonicalStep {
  const rankOf = (record: JsonObject) => `${record['event'] === '$ai_trace' ? 1 : 0} ${textAt(record, 'timestamp') ?? ''}`;
  const [told] = eventOf(overlaidRecords(step.attributes, EVENT_KEY, rankOf) ?? {});
  const plainKind = forWord(KINDS, told?.event);
  if (told === undefined || plainKind === undefined) return step;
  const { event, timestamp, properties } = told;
  const spanType = textAt(properties, '$ai_span_type') ?? '';
  const kind = (plainKind === 'CHAIN' ? forWord(SPAN_KINDS, spanType) : undefined) ?? plainKind;
  const [input, output] = [
    jsonAt(properties, '$ai_input', '$ai_input_state'),
    jsonAt(properties, '$ai_output_choices', '$ai_output_state'),
  ];
  const passages = event === '$ai_span' && kind === 'CHAIN' ? retrievedDocuments(output) : undefined;
  const toolName = kind === 'TOOL' ? textAt(properties, '$ai_span_name') : undefined;
  const isModel = kind === 'LLM' || kind === 'EMBEDDING';
  const facts: StepFacts = { ...(isModel ? modelFacts(properties, input, output) : {}), ...defined({ passages, toolName }) };
  const endNs = instantOf(timestamp);
  const latency = secondsToNs(numberAt(properties, '$ai_latency') ?? null);
  const reading: SpanReading = {
    kind: passages ? 'RETRIEVAL' : kind,
    sourceKind: event,
    ...defined({
      error: errorOf(properties),
      input: kind === 'LLM' ? (lonelyText(facts.messages) ?? input) : input,
      output: kind === 'LLM' ? (lonelyText(facts.outputMessages) ?? output) : output,
    }),
    facts,
  };
  const parentId = event === '$ai_trace' ? null : (textAt(properties, '$ai_parent_id') ?? null);
  const name = textAt(properties, '$ai_span_name', '$ai_trace_name') ?? facts.requestModel ?? event.replace('$ai_', '');
  const startNs = endNs === null || latency === null || latency > endNs ? endNs : endNs - latency;
  return retoldStep(step, { parentId, name, startNs, endNs, reading }, kindRules);
}

function modelFacts(properties: JsonObject, input: Json | undefined, output: Json | undefined): StepFacts {
  const parameters = isObject(properties['$ai_model_parameters']) ? properties['$ai_model_parameters'] : undefined;
  const seconds = numberAt(properties, '$ai_time_to_first_token');
  const response = memberOf(properties, '$ai_provider_metadata');
  const call = modelCallFacts({
    input,
    output: Array.isArray(output) ? (output.length > 0 ? output.map(withToolCalls) : undefined) : output,
    model: textAt(properties, '$ai_model'),
    provider: textAt(properties, '$ai_provider'),
    parameters,
    usage: usageOf(properties),
    tools: properties['$ai_tools'],
    finishReason: textAt(properties, '$ai_stop_reason'),
  });
  return {
    ...call,
    ...defined({
      costUsd: numberAt(properties, '$ai_total_cost_usd'),
      systemFingerprint: textAt(response, 'system_fingerprint'),
      timeToFirstTokenMs: seconds === undefined ? undefined : seconds * 1000,
      promptId: textAt(properties, '$ai_prompt_name'),
      promptVersion: textAt(properties, '$ai_prompt_version'),
    }),
  };
}

/** Calls of tools stand among the contents as `{type: "function", id, function}`. */
function withToolCalls(choice: Json): Json {
  if (!isObject(choice) || !Array.isArray(choice['content'])) return choice;
  const content = choice['content'].map((part) => (isObject(part) && part['type'] === 'function' ? { ...part, type: 'tool_call' } : part));
  return { ...choice, content };
}

/** The client says whether the cached tokens stand beside the input; of older ones the general rule is asked. */
function usageOf(properties: JsonObject): StepFacts['usage'] {
  const isExclusive = properties['$ai_cache_reporting_exclusive'];
  const [input, read, write] = ['$ai_input_tokens', '$ai_cache_read_input_tokens', '$ai_cache_creation_input_tokens'].map((name) =>
    numberAt(properties, name),
  );
  const counts = {
    input: isExclusive === true && input !== undefined ? input + (read ?? 0) + (write ?? 0) : input,
    output: numberAt(properties, '$ai_output_tokens'),
    cacheRead: read,
    cacheWrite: write,
    reasoning: numberAt(properties, '$ai_reasoning_tokens'),
    total: undefined,
  };
  return usageFrom(counts, textAt(properties, '$ai_provider'), typeof isExclusive === 'boolean');
}

/** `$ai_error` is a text, or the error itself as JSON text. */
function errorOf(properties: JsonObject): string | undefined {
  const isFailed = properties['$ai_is_error'] === true || properties['$ai_is_error'] === 'true';
  const sent = properties['$ai_error'] ?? undefined;
  if (!isFailed && sent === undefined) return undefined;
  const error = typeof sent === 'string' ? (parseContainer(sent) ?? sent) : sent;
  if (!isObject(error)) return typeof error === 'string' ? error : 'failed';
  const [message, stack] = [textAt(error, 'message'), textAt(error, 'stack')];
  const detail = stack?.split('\n').slice(1).join('\n');
  return [message ?? textAt(error, 'name') ?? 'failed', detail].filter(Boolean).join('\n');
}
