// Vercel AI SDK 5, 6 and 7: `ai.*` attributes, alone or beside GenAI ones. Outer calls repeat in sum what their inner calls say.
import { isObject } from '@/lib/domain/json-container';
import { foldFinishReason, lonelyText, toMessages } from '@/lib/domain/message-form';
import type { Json, RunFacts, StepFacts, StepKind } from '@/lib/domain/run/run';
import { aiSdkAnswer, aiSdkRanking } from './ai-sdk-content';
import { decodedJson, defined, jsonAt, numberAt, objectAt, prefixed, textAt, textsAt } from './attribute-reader';
import { metadataPrompt } from './metadata-prompt';
import { parametersFrom, providerName, toolDefinitionsFrom, usageFrom } from './model-facts';
import type { Attributes, OtlpSpan } from './otlp-span';
import { requestMessages } from './request-form';
import { metadataFacts } from './run-metadata';
import type { Source, SpanReading } from './source';

export const aiSdk: Source = {
  name: 'ai-sdk',
  spans: { ownsName: (name) => name.startsWith('ai.'), read: readSpan },
};

function readSpan({ attributes, parentSpanId }: OtlpSpan): SpanReading {
  const operation = textAt(attributes, 'ai.operationId');
  const kind = kindOf(operation);
  const facts = factsOf(attributes, kind);
  const functionId = textAt(attributes, 'ai.telemetry.functionId');
  const responseId = textAt(attributes, 'ai.response.id');
  return defined({
    kind,
    sourceKind: operation,
    name: facts.toolName ?? functionId,
    // Only a call that runs tools in a loop is more than one model call.
    parentKind: operation === 'ai.toolCall' ? ('AGENT' as const) : undefined,
    input: inputOf(attributes, facts),
    output: outputOf(attributes, facts, kind),
    facts,
    run: runFactsOf(attributes, parentSpanId === null ? functionId : undefined),
    aliases: responseId === undefined ? undefined : [{ alias: responseId, kind: 'request' as const }],
  });
}

function kindOf(operation: string | undefined): StepKind | undefined {
  if (operation === undefined) return undefined;
  if (operation === 'ai.toolCall') return 'TOOL';
  if (/\.do(Generate|Stream)$/.test(operation)) return 'LLM';
  if (operation.endsWith('.doEmbed')) return 'EMBEDDING';
  return operation.endsWith('.doRerank') ? 'RERANK' : 'CHAIN';
}

function factsOf(attributes: Attributes, kind: StepKind | undefined): StepFacts {
  const requestModel = textAt(attributes, 'ai.model.id');
  const finish = textAt(attributes, 'ai.response.finishReason');
  const provider = providerName(textAt(attributes, 'ai.model.provider'));
  return defined({
    provider,
    modelName: textAt(attributes, 'ai.response.model') ?? requestModel,
    requestModel,
    parameters: parametersOf(attributes),
    usage: usageOf(attributes),
    finishReason: finish === undefined ? undefined : foldFinishReason(finish),
    messages: toMessages(jsonAt(attributes, 'ai.prompt.messages'), 'user') ?? requestMessages(jsonAt(attributes, 'ai.prompt')),
    outputMessages: aiSdkAnswer(attributes),
    toolDefinitions: toolDefinitionsFrom(attributes['ai.prompt.tools']),
    toolName: textAt(attributes, 'ai.toolCall.name'),
    toolCallId: textAt(attributes, 'ai.toolCall.id'),
    passages: kind === undefined || kind === 'RERANK' ? aiSdkRanking(attributes) : undefined,
    timeToFirstTokenMs: numberAt(attributes, 'ai.response.msToFirstChunk'),
    ...metadataPrompt(prefixed(attributes, 'ai.telemetry.metadata.')),
  });
}

/** `promptTokens` and `completionTokens` still come from some calls of version 6; embeddings have one number. All are totals. */
function usageOf(attributes: Attributes): StepFacts['usage'] {
  const at = (...names: string[]) => numberAt(attributes, ...names.map((name) => `ai.usage.${name}`));
  return usageFrom(
    {
      input: at('inputTokens', 'promptTokens', 'tokens'),
      output: at('outputTokens', 'completionTokens'),
      cacheRead: at('cachedInputTokens', 'inputTokenDetails.cacheReadTokens'),
      cacheWrite: at('inputTokenDetails.cacheWriteTokens'),
      reasoning: at('reasoningTokens', 'outputTokenDetails.reasoningTokens'),
      total: at('totalTokens'),
    },
    undefined,
    true,
  );
}

function parametersOf(attributes: Attributes): StepFacts['parameters'] {
  const settings = Object.entries(prefixed(attributes, 'ai.settings.')).filter(([key]) => key !== 'output' && !key.startsWith('context.'));
  const choice = jsonAt(attributes, 'ai.prompt.toolChoice');
  const isPlainWord = isObject(choice) && Object.keys(choice).length === 1;
  const schema = objectAt(attributes, 'ai.schema');
  const name = textAt(attributes, 'ai.schema.name');
  return parametersFrom({
    ...Object.fromEntries(settings),
    ...(choice === undefined ? {} : { tool_choice: isPlainWord ? (choice['type'] ?? choice) : choice }),
    ...(schema ? { response_format: { type: 'json_schema', json_schema: { ...defined({ name }), schema } as Json } } : {}),
  });
}

function inputOf(attributes: Attributes, { messages }: StepFacts): Json | undefined {
  const asked = decodedJson(attributes['ai.toolCall.args']) ?? decodedJson(attributes['ai.value']);
  if (asked !== undefined) return asked;
  const values = attributes['ai.values'] ?? attributes['ai.documents'];
  if (Array.isArray(values)) return values.length === 1 ? decodedJson(values[0]) : values.map((value) => decodedJson(value) ?? null);
  const prompt = jsonAt(attributes, 'ai.prompt');
  const request = isObject(prompt) ? (prompt['prompt'] ?? prompt['messages']) : prompt;
  return lonelyText(messages) ?? request ?? jsonAt(attributes, 'ai.prompt.messages');
}

function outputOf(attributes: Attributes, facts: StepFacts, kind: StepKind | undefined): Json | undefined {
  const result = decodedJson(attributes['ai.toolCall.result']);
  if (result !== undefined) return result;
  if (facts.passages) return facts.passages as unknown as Json;
  const object = kind === 'LLM' ? undefined : jsonAt(attributes, 'ai.response.object');
  return object ?? lonelyText(facts.outputMessages) ?? (facts.outputMessages as Json | undefined);
}

/** Metadata of versions 5 and 6, or what version 7 was allowed to include of the caller's context. */
function runFactsOf(attributes: Attributes, name: string | undefined): RunFacts {
  const { tags, ...metadata } = {
    ...prefixed(attributes, 'ai.settings.context.'),
    ...prefixed(attributes, 'ai.telemetry.metadata.'),
  } as { [key: string]: Json };
  return {
    ...metadataFacts(metadata),
    ...defined({
      name,
      tags: tags === undefined ? undefined : textsAt({ tags }, 'tags'),
      outputSchema: objectAt(attributes, 'ai.schema'),
    }),
  };
}
