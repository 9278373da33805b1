// What a model run of LangSmith says about its call: LangChain's own forms, the providers' requests and answers, `ls_` metadata.
import { isObject } from '@/lib/domain/json-container';
import { parseInstantNs } from '@/lib/domain/instant';
import { foldFinishReason, toMessages } from '@/lib/domain/message-form';
import type { Json, Message, StepFacts } from '@/lib/domain/run/run';
import { defined, numberAt, objectAt, textAt } from './attribute-reader';
import { parametersFrom, providerName, toolDefinitionsFrom, usageFrom } from './model-facts';
import { requestMessages, responseMessages } from './request-form';

type JsonObject = { [key: string]: Json };

export function langsmithModelFacts(run: JsonObject, startNs: bigint | null): StepFacts {
  const inputs = objectAt(run, 'inputs') ?? {};
  const outputs = objectAt(run, 'outputs') ?? {};
  const extra = objectAt(run, 'extra') ?? {};
  const metadata = objectAt(extra, 'metadata') ?? {};
  const invocation = objectAt(extra, 'invocation_params') ?? {};
  const answer = generationOf(outputs);
  const told = objectAt(answer, 'response_metadata') ?? {};
  const outputMessages = withReason(answerOf(outputs), textAt(told, 'finish_reason', 'stop_reason'));
  const usage = usageOf(outputs, metadata, answer);
  const [owner, repo] = [textAt(metadata, 'lc_hub_owner'), textAt(metadata, 'lc_hub_repo')];
  return defined({
    provider: providerName(textAt(metadata, 'ls_provider')),
    modelName:
      textAt(outputs, 'model') ?? textAt(told, 'model_name', 'model') ?? textAt(metadata, 'ls_model_name') ?? textAt(inputs, 'model'),
    requestModel: textAt(inputs, 'model') ?? textAt(metadata, 'ls_model_name'),
    parameters: parametersFrom({
      ...lsParameters(metadata),
      ...objectAt(metadata, 'ls_invocation_params'),
      ...requestParameters(inputs),
      ...invocation,
    }),
    usage: usage && usageCounts(usage),
    costUsd: usage && numberAt(usage, 'total_cost'),
    finishReason: outputMessages?.find(({ finishReason }) => finishReason !== undefined)?.finishReason,
    systemFingerprint: textAt(outputs, 'system_fingerprint') ?? textAt(told, 'system_fingerprint'),
    promptId: repo === undefined ? undefined : owner === undefined ? repo : `${owner}/${repo}`,
    promptVersion: textAt(metadata, 'lc_hub_commit_hash'),
    messages: requestMessages(inputs) ?? toMessages(inputs['messages'] ?? inputs['prompts'] ?? inputs['input'], 'user'),
    outputMessages,
    toolDefinitions: toolDefinitionsFrom(inputs['tools'] ?? invocation['tools']),
    timeToFirstTokenMs: firstTokenMs(run['events'], startNs),
  });
}

/** LangChain's answer stands two lists down, in its serialised form. */
function generationOf(outputs: JsonObject): JsonObject {
  const generations = outputs['generations'];
  const first = Array.isArray(generations) ? generations.flat()[0] : undefined;
  const message = isObject(first) ? first['message'] : (outputs['output'] ?? outputs['message']);
  return isObject(message) && isObject(message['kwargs']) ? message['kwargs'] : isObject(message) ? message : {};
}

function answerOf(outputs: JsonObject): Message[] | undefined {
  const inner = outputs['output'] ?? outputs['outputs'] ?? outputs['message'] ?? outputs['messages'];
  return responseMessages(outputs) ?? responseMessages(inner) ?? toMessages('role' in outputs ? outputs : inner, 'assistant');
}

function withReason(messages: Message[] | undefined, reason: string | undefined): Message[] | undefined {
  if (reason === undefined || messages?.some(({ finishReason }) => finishReason !== undefined)) return messages;
  return messages?.map((message) => ({ ...message, finishReason: foldFinishReason(reason) }));
}

function usageOf(outputs: JsonObject, metadata: JsonObject, answer: JsonObject): JsonObject | undefined {
  const old = objectAt(objectAt(outputs, 'llm_output') ?? {}, 'tokenUsage', 'token_usage');
  return objectAt(outputs, 'usage_metadata') ?? objectAt(metadata, 'usage_metadata') ?? objectAt(answer, 'usage_metadata') ?? old;
}

/** Inclusive by LangSmith's definition. Anthropic's cache writes come by the time that they are kept for. */
function usageCounts(usage: JsonObject): StepFacts['usage'] {
  const [input, output] = [objectAt(usage, 'input_token_details') ?? {}, objectAt(usage, 'output_token_details') ?? {}];
  const kept = ['ephemeral_5m_input_tokens', 'ephemeral_1h_input_tokens'].flatMap((name) => numberAt(input, name) ?? []);
  return usageFrom(
    {
      input: numberAt(usage, 'input_tokens', 'promptTokens', 'prompt_tokens'),
      output: numberAt(usage, 'output_tokens', 'completionTokens', 'completion_tokens'),
      cacheRead: numberAt(input, 'cache_read'),
      cacheWrite: numberAt(input, 'cache_creation') ?? (kept.length > 0 ? kept.reduce((a, b) => a + b, 0) : undefined),
      reasoning: numberAt(output, 'reasoning'),
      total: numberAt(usage, 'total_tokens', 'totalTokens'),
    },
    undefined,
    true,
  );
}

function lsParameters(metadata: JsonObject): JsonObject {
  const { ls_temperature: temperature, ls_max_tokens: max_tokens, ls_stop: stop } = metadata;
  return defined({ temperature, max_tokens, stop }) as JsonObject;
}

/** A provider's own request has its parameters beside the messages. */
function requestParameters(inputs: JsonObject): JsonObject {
  return typeof inputs['model'] === 'string' ? inputs : {};
}

function firstTokenMs(events: Json | undefined, startNs: bigint | null): number | undefined {
  const list = Array.isArray(events) ? events : [];
  const first = list.find((event) => isObject(event) && event['name'] === 'new_token');
  const time = isObject(first) && typeof first['time'] === 'string' ? parseInstantNs(first['time']) : null;
  if (time === null || startNs === null || time < startNs) return undefined;
  return Number((time - startNs) / 1000n) / 1000;
}
