// A Braintrust span as a reading of a step, whether it came as a row or as attributes of an OpenTelemetry span.
import { isObject, parseContainer } from '@/lib/domain/json-container';
import { lonelyText } from '@/lib/domain/message-form';
import type { Json, StepFacts, StepKind } from '@/lib/domain/run/run';
import { defined, forWord, memberOf, numberAt, textAt } from './attribute-reader';
import { withAttachments } from './braintrust-attachments';
import { modelCallFacts } from './model-call';
import { usageFrom } from './model-facts';
import { retrievedDocuments } from './retrieved-documents';
import type { SpanReading } from './source';

type JsonObject = { [key: string]: Json };

export interface BraintrustSpan {
  type: string | undefined;
  name: string;
  input?: Json | undefined;
  output?: Json | undefined;
  metadata?: JsonObject | undefined;
  metrics?: JsonObject | undefined;
  error?: Json | undefined;
}

const KINDS: { [type: string]: StepKind } = {
  llm: 'LLM',
  tool: 'TOOL',
  task: 'CHAIN',
  function: 'CHAIN',
  eval: 'CHAIN',
  automation: 'CHAIN',
  score: 'EVALUATION',
  classifier: 'EVALUATION',
  review: 'REVIEW',
};
/** Members of a model call's metadata that are no parameters of it. */
const NOT_PARAMETERS = new Set(['model', 'provider', 'tools', 'prompt', 'braintrust', 'finish_reason', 'messages']);

export function braintrustReading(said: BraintrustSpan): SpanReading {
  const [input, output] = [said.input, said.output].map((body) => (body == null ? undefined : withAttachments(body)));
  const span = { ...said, input, output };
  const passages = span.type === 'function' || span.type === 'task' ? retrievedDocuments(span.output) : undefined;
  const kind = passages ? 'RETRIEVAL' : kindOf(span);
  const facts = { ...factsOf(span, kind), ...defined({ passages }) };
  const given = kind === 'TOOL' ? argumentsOf(input) : input;
  return defined({
    kind,
    sourceKind: span.type,
    error: errorText(span.error),
    input: kind === 'LLM' ? (lonelyText(facts.messages) ?? given) : given,
    output: kind === 'LLM' ? (lonelyText(facts.outputMessages) ?? output) : output,
    facts,
  });
}

/** Embeddings are logged as calls of a model whose output is the length of the vector. */
function kindOf({ type, output }: BraintrustSpan): StepKind | undefined {
  if (type === 'llm' && isObject(output) && 'embedding_length' in output) return 'EMBEDDING';
  return forWord(KINDS, type);
}

function factsOf({ name, input, output, metadata = {}, metrics = {} }: BraintrustSpan, kind: StepKind | undefined): StepFacts {
  const isModel = kind === 'LLM' || kind === 'EMBEDDING';
  const seconds = numberAt(metrics, 'time_to_first_token');
  const model = textAt(metadata, 'model');
  const parameters = Object.fromEntries(Object.entries(metadata).filter(([key]) => !NOT_PARAMETERS.has(key)));
  const call = modelCallFacts({
    ...(kind === 'LLM' ? { input, output, finishReason: finishReason(metadata['finish_reason']) } : {}),
    model,
    provider: textAt(metadata, 'provider'),
    parameters,
    tools: metadata['tools'],
  });
  const prompt = memberOf(metadata, 'prompt');
  return defined({
    ...(isModel ? { ...call, modelName: model ?? call.modelName } : {}),
    ...(isModel ? { promptId: textAt(prompt, 'id', 'name', 'slug'), promptVersion: textAt(prompt, 'version') } : {}),
    promptVariables: isModel && isObject(prompt['variables']) ? prompt['variables'] : undefined,
    usage: usageOf(metrics),
    costUsd: numberAt(metrics, 'estimated_cost'),
    timeToFirstTokenMs: seconds === undefined ? undefined : seconds * 1000,
    toolName: kind === 'TOOL' ? name : undefined,
    toolCallId: kind === 'TOOL' ? textAt(metadata, 'toolCallId', 'tool_call_id') : undefined,
  });
}

/** The SDK has added Anthropic's cache to the prompt already. */
function usageOf(metrics: JsonObject): StepFacts['usage'] {
  const counts = {
    input: numberAt(metrics, 'prompt_tokens'),
    output: numberAt(metrics, 'completion_tokens'),
    cacheRead: numberAt(metrics, 'prompt_cached_tokens'),
    cacheWrite: numberAt(metrics, 'prompt_cache_creation_tokens'),
    reasoning: numberAt(metrics, 'completion_reasoning_tokens', 'reasoning_tokens'),
    total: numberAt(metrics, 'tokens'),
  };
  return usageFrom(counts, undefined, true);
}

/** The AI SDK wrapper gives both its own word and the provider's. */
function finishReason(reason: Json | undefined): string | undefined {
  return typeof reason === 'string' ? reason : isObject(reason) ? textAt(reason, 'unified', 'raw') : undefined;
}

/** A wrapped function is logged with the list of its arguments. */
function argumentsOf(input: Json | undefined): Json | undefined {
  return Array.isArray(input) && input.length === 1 && isObject(input[0]) ? input[0] : input;
}

function errorText(error: Json | undefined): string | undefined {
  if (error === undefined || error === null || error === '') return undefined;
  const value = typeof error === 'string' ? (parseContainer(error) ?? error) : error;
  return typeof value === 'string' ? value : isObject(value) ? (textAt(value, 'message') ?? JSON.stringify(value)) : JSON.stringify(value);
}
