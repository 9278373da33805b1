// OpenTelemetry GenAI conventions as they are now: spans, MCP spans, and the log records that carry their content.
import { foldFinishReason, instructionsText, toMessages } from '@/lib/domain/message-form';
import type { Json, RunFacts, StepFacts, StepKind } from '@/lib/domain/run/run';
import { putKey } from '@/lib/domain/storable-json';
import { defined, hasPrefix, jsonAt, numberAt, textAt, textsAt } from './attribute-reader';
import { genAiInput, genAiOutput } from './otel-genai-values';
import { parametersFrom, providerName, toolDefinitionsFrom, usageFrom } from './model-facts';
import type { Attributes, OtlpLog, OtlpSpan } from './otlp-span';
import { passagesFrom } from './passage-form';
import type { Source, SpanReading } from './source';
import { kindOfOperation } from './step-kind';

export const otelGenai: Source = {
  name: 'otel-genai',
  spans: { ownsName: (name) => name.startsWith('gen_ai.') || name.startsWith('mcp.'), read: readSpan },
  logs: { matches: (log) => eventName(log).startsWith('gen_ai.'), read: readLog },
};

/** The field is empty in the official OpenAI instrumentation, which puts the name into an attribute. */
export function eventName({ eventName: name, attributes }: OtlpLog): string {
  return name || textAt(attributes, 'event.name') || '';
}

function readSpan({ attributes, parentSpanId }: OtlpSpan): SpanReading {
  const operation = textAt(attributes, 'gen_ai.operation.name');
  const facts = factsOf(attributes);
  const kind = kindOf(attributes, operation);
  const isTool = kind === 'TOOL';
  const run: RunFacts = defined({
    sessionId: textAt(attributes, 'gen_ai.conversation.id'),
    name: parentSpanId === null ? textAt(attributes, 'gen_ai.workflow.name', 'gen_ai.agent.name') : undefined,
  });
  const responseId = textAt(attributes, 'gen_ai.response.id');
  return defined({
    kind,
    sourceKind: operation ?? textAt(attributes, 'mcp.method.name'),
    name: isTool ? facts.toolName : textAt(attributes, 'gen_ai.guardrail.component.name', 'gen_ai.guardrail.name'),
    input: genAiInput(attributes, facts),
    output: genAiOutput(attributes, facts),
    facts,
    run,
    aliases: responseId === undefined ? undefined : [{ alias: responseId, kind: 'request' as const }],
  });
}

/** Records of a call hold attributes of its span; their messages are read from the events of the step. */
function readLog(log: OtlpLog): SpanReading {
  const name = eventName(log);
  const responseId = textAt(log.attributes, 'gen_ai.response.id');
  const aliases = responseId === undefined ? {} : { aliases: [{ alias: responseId, kind: 'request' as const }] };
  if (name === 'gen_ai.client.operation.exception') {
    const { 'exception.message': message, 'exception.stacktrace': stack } = log.attributes;
    const detail = [message, stack].filter((text): text is string => typeof text === 'string').join('\n');
    return { facts: defined({ errorType: textAt(log.attributes, 'exception.type'), errorDetail: detail || undefined }), ...aliases };
  }
  if (name === 'gen_ai.evaluation.result') return {};
  return { kind: 'LLM', facts: name === 'gen_ai.client.inference.operation.details' ? factsOf(log.attributes) : {}, ...aliases };
}

function kindOf(attributes: Attributes, operation: string | undefined): StepKind | undefined {
  const byOperation = kindOfOperation(operation);
  if (byOperation) return byOperation;
  const method = textAt(attributes, 'mcp.method.name');
  if (method !== undefined) return method === 'tools/call' ? 'TOOL' : method === 'prompts/get' ? 'PROMPT' : 'EVENT';
  if (hasPrefix(attributes, 'gen_ai.guardrail.')) return 'GUARDRAIL';
  if (textAt(attributes, 'gen_ai.evaluation.name') !== undefined) return 'EVALUATION';
  if (textAt(attributes, 'gen_ai.tool.name') !== undefined && textAt(attributes, 'gen_ai.request.model') === undefined) return 'TOOL';
  return textAt(attributes, 'gen_ai.request.model', 'gen_ai.response.model') === undefined ? undefined : 'LLM';
}

function factsOf(attributes: Attributes): StepFacts {
  const provider = providerName(textAt(attributes, 'gen_ai.provider.name', 'gen_ai.system'));
  const requestModel = textAt(attributes, 'gen_ai.request.model');
  const outputMessages = toMessages(jsonAt(attributes, 'gen_ai.output.messages'), 'assistant');
  const finish =
    textsAt(attributes, 'gen_ai.response.finish_reasons', 'anthropic.message.stop_reason')?.[0] ??
    outputMessages?.find((message) => message.finishReason)?.finishReason;
  const firstChunkSeconds = numberAt(
    attributes,
    'gen_ai.response.time_to_first_chunk',
    'gen_ai.client.operation.time_to_first_chunk',
    'gen_ai.server.time_to_first_token',
  );
  // In the order of their keys, so that they need not be put in order when they are stored.
  return defined({
    costUsd: numberAt(attributes, 'gen_ai.usage.cost'),
    errorType: textAt(attributes, 'error.type'),
    finishReason: finish === undefined ? undefined : foldFinishReason(finish),
    messages: toMessages(jsonAt(attributes, 'gen_ai.input.messages'), 'user'),
    modelName: textAt(attributes, 'gen_ai.response.model') ?? requestModel,
    outputMessages,
    parameters: parametersFrom(requestParameters(attributes)),
    passages: passagesFrom(jsonAt(attributes, 'gen_ai.retrieval.documents', 'gen_ai.memory.records')),
    promptId: textAt(attributes, 'gen_ai.prompt.name', 'gen_ai.prompt.id'),
    promptVersion: textAt(attributes, 'gen_ai.prompt.version'),
    provider,
    requestModel,
    scores: scoreOf(attributes),
    systemFingerprint: textAt(attributes, 'openai.response.system_fingerprint', 'gen_ai.response.system_fingerprint'),
    systemInstructions: instructionsText(jsonAt(attributes, 'gen_ai.system_instructions')),
    timeToFirstTokenMs: firstChunkSeconds === undefined ? undefined : firstChunkSeconds * 1000,
    toolCallId: textAt(attributes, 'gen_ai.tool.call.id'),
    toolDefinitions: toolDefinitionsFrom(jsonAt(attributes, 'gen_ai.tool.definitions')),
    toolName: textAt(attributes, 'gen_ai.tool.name'),
    usage: usageFrom(
      {
        input: numberAt(attributes, 'gen_ai.usage.input_tokens'),
        output: numberAt(attributes, 'gen_ai.usage.output_tokens'),
        cacheRead: numberAt(attributes, 'gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens'),
        cacheWrite: numberAt(
          attributes,
          'gen_ai.usage.cache_creation.input_tokens',
          'gen_ai.usage.cache_creation_input_tokens',
          'gen_ai.usage.cache_write.input_tokens',
        ),
        reasoning: numberAt(attributes, 'gen_ai.usage.reasoning.output_tokens', 'gen_ai.usage.reasoning_tokens'),
        total: numberAt(attributes, 'gen_ai.usage.total_tokens'),
      },
      provider,
    ),
  });
}

function requestParameters(attributes: Attributes): { [name: string]: Json } {
  const prefix = 'gen_ai.request.';
  const requested: { [name: string]: Json } = {};
  for (const key in attributes) {
    if (key.startsWith(prefix) && key !== `${prefix}model`) putKey(requested, key.slice(prefix.length), attributes[key] ?? null);
  }
  const outputType = attributes['gen_ai.output.type'];
  if (outputType != null) requested['output_type'] = outputType;
  return requested;
}

/** A span may itself be the evaluation. */
function scoreOf(attributes: Attributes): StepFacts['scores'] {
  const name = textAt(attributes, 'gen_ai.evaluation.name');
  if (name === undefined) return undefined;
  return [
    {
      name,
      ...defined({
        value: numberAt(attributes, 'gen_ai.evaluation.score.value'),
        label: textAt(attributes, 'gen_ai.evaluation.score.label'),
        explanation: textAt(attributes, 'gen_ai.evaluation.explanation'),
      }),
    },
  ];
}
