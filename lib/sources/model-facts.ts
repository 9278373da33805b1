// Model calls in the words of all conventions: provider names, request parameters, token counts, offered tools.
import type { Json, StepFacts, Usage } from '@/lib/domain/run/run';
import { isObject, parseContainer } from '@/lib/domain/json-container';
import { putKey } from '@/lib/domain/storable-json';

/** Names with a dot that are whole names and not `provider.api`. */
const DOTTED_PROVIDERS = /^(aws|azure|gcp|ibm)\./;

/** Lower case, without the API after the provider's name: `openai.chat` is openai, `aws.bedrock` stays. */
export function providerName(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const lower = name.trim().toLowerCase();
  const short = DOTTED_PROVIDERS.test(lower) ? lower : (lower.split('.')[0] ?? lower);
  return short === 'xai' ? 'x_ai' : short || undefined;
}

const PARAMETER_NAMES: { [name: string]: string } = {
  max_completion_tokens: 'max_tokens',
  max_output_tokens: 'max_tokens',
  maxOutputTokens: 'max_tokens',
  maxTokens: 'max_tokens',
  topP: 'top_p',
  topK: 'top_k',
  stop_sequences: 'stop',
  stopSequences: 'stop',
  presencePenalty: 'presence_penalty',
  frequencyPenalty: 'frequency_penalty',
  'choice.count': 'n',
  toolChoice: 'tool_choice',
  responseFormat: 'response_format',
};
/** Members of a request that are its content and not its parameters. */
const CONTENT = new Set(['messages', 'input', 'prompt', 'tools', 'system', 'instructions', 'model', 'functions', 'metadata']);

/** Canonical keys; what is not known by another name keeps its own. */
export function parametersFrom(parameters: { [name: string]: Json } | undefined): { [name: string]: Json } | undefined {
  let canonical: { [name: string]: Json } | undefined;
  for (const name in parameters) {
    const value = parameters[name] as Json;
    if (value === null || CONTENT.has(name)) continue;
    const key = Object.hasOwn(PARAMETER_NAMES, name) ? (PARAMETER_NAMES[name] as string) : name;
    canonical ??= {};
    putKey(canonical, key, key === 'stop' && typeof value === 'string' ? [value] : value);
  }
  return canonical;
}

/** `{name, description, schema}` of each offered tool, whatever the provider's own nesting. */
export function toolDefinitionsFrom(tools: Json | undefined): StepFacts['toolDefinitions'] {
  if (!Array.isArray(tools)) return undefined;
  const definitions = tools.flatMap((entry): Json[] => {
    const parsed = typeof entry === 'string' ? parseContainer(entry) : entry;
    if (!isObject(parsed)) return [];
    const target = isObject(parsed['function']) ? parsed['function'] : parsed;
    const sent = target['parameters'] ?? target['input_schema'] ?? target['inputSchema'] ?? target['arguments'] ?? null;
    const schema = typeof sent === 'string' ? (parseContainer(sent) ?? sent) : sent;
    const { name, description } = target;
    return [{ name: name ?? null, ...(description == null ? {} : { description }), ...(schema === null ? {} : { schema }) }];
  });
  return definitions.length > 0 ? definitions : undefined;
}

export interface TokenCounts {
  input: number | undefined;
  output: number | undefined;
  cacheRead: number | undefined;
  cacheWrite: number | undefined;
  reasoning: number | undefined;
  total: number | undefined;
}

/**
 * Input and output as totals. Anthropic's own counts leave cached tokens out of the input; they are recognised by a cache larger
 * than the input or, for Anthropic, by a total that does not include the cache. What is not sent stays unknown.
 */
export function usageFrom(counts: TokenCounts, provider: string | undefined, isInclusive = false): Usage | undefined {
  const { input, output, cacheRead, cacheWrite, reasoning, total } = counts;
  const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
  const isExclusive =
    !isInclusive &&
    input !== undefined &&
    cached > 0 &&
    (cached > input || (provider === 'anthropic' && total !== undefined && total === input + (output ?? 0)));
  // Keys in order, so that they need not be put in order when they are stored.
  const usage: Usage = {};
  if (cacheWrite !== undefined) usage.cacheWriteTokens = cacheWrite;
  if (cacheRead !== undefined) usage.cachedInputTokens = cacheRead;
  if (input !== undefined) usage.inputTokens = isExclusive ? input + cached : input;
  if (output !== undefined) usage.outputTokens = output;
  if (reasoning !== undefined) usage.reasoningTokens = reasoning;
  const isSaid = cacheWrite ?? cacheRead ?? input ?? output ?? reasoning;
  return isSaid === undefined ? undefined : usage;
}
