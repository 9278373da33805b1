// GenAI conventions of 2024 and before: prompt and completion as attributes, whole or flattened, and the old token names.
import { foldFinishReason, lonelyText, toMessages } from '@/lib/domain/message-form';
import type { Json, Message, StepFacts } from '@/lib/domain/run/run';
import { defined, jsonAt, numberAt, textAt } from './attribute-reader';
import { flattenedList } from './flattened-list';
import { parametersFrom, providerName, toolDefinitionsFrom, usageFrom } from './model-facts';
import type { Attributes, OtlpSpan } from './otlp-span';
import type { Source, SpanReading } from './source';

const MARKS =
  /^(gen_ai\.(prompt|completion)(\.\d+\..*)?|gen_ai\.usage\.(prompt|completion)_tokens|gen_ai\.openai\..*|llm\.request\.type|llm\.request\.functions\..*)$/;

export const otelGenaiLegacy: Source = {
  name: 'otel-genai-legacy',
  spans: { ownsName: (name) => MARKS.test(name), read: readSpan },
};

function readSpan({ attributes }: OtlpSpan): SpanReading {
  const facts = factsOf(attributes);
  const type = textAt(attributes, 'llm.request.type');
  return defined({
    kind: type === 'rerank' ? ('RERANK' as const) : type !== undefined || facts.messages !== undefined ? ('LLM' as const) : undefined,
    sourceKind: type,
    input: lonelyText(facts.messages) ?? jsonAt(attributes, 'gen_ai.prompt') ?? (facts.messages as Json | undefined),
    output: lonelyText(facts.outputMessages) ?? jsonAt(attributes, 'gen_ai.completion') ?? (facts.outputMessages as Json | undefined),
    facts,
  });
}

function factsOf(attributes: Attributes): StepFacts {
  const provider = providerName(textAt(attributes, 'gen_ai.system'));
  const outputMessages =
    toMessages(jsonAt(attributes, 'gen_ai.completion'), 'assistant') ?? flattenedMessages(attributes, 'gen_ai.completion', 'assistant');
  const finish = outputMessages?.find((message) => message.finishReason)?.finishReason;
  return defined({
    provider,
    parameters: parametersFrom(
      defined({
        seed: attributes['gen_ai.openai.request.seed'],
        response_format: attributes['gen_ai.openai.request.response_format'],
        service_tier: attributes['gen_ai.openai.request.service_tier'],
        top_k: attributes['llm.top_k'],
        frequency_penalty: attributes['llm.frequency_penalty'],
        presence_penalty: attributes['llm.presence_penalty'],
        stop: attributes['llm.chat.stop_sequences'],
      }) as { [name: string]: Json },
    ),
    usage: usageFrom(
      {
        input: numberAt(attributes, 'gen_ai.usage.prompt_tokens'),
        output: numberAt(attributes, 'gen_ai.usage.completion_tokens'),
        cacheRead: numberAt(attributes, 'gen_ai.usage.cache_read_input_tokens'),
        cacheWrite: numberAt(attributes, 'gen_ai.usage.cache_creation_input_tokens'),
        reasoning: numberAt(attributes, 'gen_ai.usage.reasoning_tokens'),
        total: numberAt(attributes, 'llm.usage.total_tokens', 'gen_ai.usage.total_tokens'),
      },
      provider,
    ),
    finishReason: finish,
    systemFingerprint: textAt(attributes, 'gen_ai.openai.response.system_fingerprint'),
    messages: toMessages(jsonAt(attributes, 'gen_ai.prompt'), 'user') ?? flattenedMessages(attributes, 'gen_ai.prompt', 'user'),
    outputMessages,
    toolDefinitions: toolDefinitionsFrom(flattenedList(attributes, 'llm.request.functions')),
  });
}

/** `gen_ai.prompt.N.role/content`, with `tool_calls.M.id/name/arguments` below; a content that is absent may come as `null`. */
function flattenedMessages(attributes: Attributes, prefix: string, role: string): Message[] | undefined {
  const entries = flattenedList(attributes, prefix).map((entry): { [key: string]: Json } => {
    const calls = flattenedList(entry, 'tool_calls');
    const content = entry['content'] === 'null' ? null : (entry['content'] ?? null);
    const finish = entry['finish_reason'];
    return {
      role: entry['role'] ?? role,
      content,
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
      ...(entry['tool_call_id'] == null ? {} : { tool_call_id: entry['tool_call_id'] }),
      ...(typeof finish === 'string' ? { finish_reason: foldFinishReason(finish) } : {}),
    };
  });
  return entries.length > 0 ? toMessages(entries, role) : undefined;
}
