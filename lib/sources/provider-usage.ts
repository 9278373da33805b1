// Token counts in a provider's own response: OpenAI chat and Responses, Anthropic, LangChain's and the AI SDK's names for them.
import { isObject } from '@/lib/domain/json-container';
import type { Json, Usage } from '@/lib/domain/run/run';
import { numberAt } from './attribute-reader';
import { usageFrom } from './model-facts';

/** Undefined when nothing was counted. Anthropic's counts without the cache are told by `usageFrom`. */
export function providerUsage(usage: Json | undefined, provider: string | undefined): Usage | undefined {
  if (!isObject(usage)) return undefined;
  const ofInput = detailsOf(usage, 'prompt_tokens_details', 'input_tokens_details', 'input_token_details', 'inputTokenDetails');
  const ofOutput = detailsOf(usage, 'completion_tokens_details', 'output_tokens_details', 'output_token_details', 'outputTokenDetails');
  return usageFrom(
    {
      input: numberAt(usage, 'prompt_tokens', 'input_tokens', 'promptTokens', 'inputTokens'),
      output: numberAt(usage, 'completion_tokens', 'output_tokens', 'completionTokens', 'outputTokens'),
      cacheRead:
        numberAt(ofInput, 'cached_tokens', 'cache_read', 'cacheReadTokens') ??
        numberAt(usage, 'cache_read_input_tokens', 'cached_input_tokens', 'cachedInputTokens'),
      cacheWrite:
        numberAt(ofInput, 'cache_creation', 'cacheWriteTokens') ??
        numberAt(usage, 'cache_creation_input_tokens', 'cache_write_input_tokens'),
      reasoning:
        numberAt(ofOutput, 'reasoning_tokens', 'reasoning', 'reasoningTokens') ?? numberAt(usage, 'reasoning_tokens', 'reasoningTokens'),
      total: numberAt(usage, 'total_tokens', 'totalTokens'),
    },
    provider,
  );
}

function detailsOf(usage: { [key: string]: Json }, ...names: string[]): { [key: string]: Json } {
  return names.map((name) => usage[name]).find((details) => isObject(details)) ?? {};
}
