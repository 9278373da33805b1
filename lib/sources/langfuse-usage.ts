// Langfuse's open lists of token counts and costs to canonical totals.
import type { Json, Usage } from '@/lib/domain/run/run';
import { numberAt } from './attribute-reader';
import { usageFrom } from './model-facts';

type Counts = { [key: string]: Json };

const INPUT = ['input', 'promptTokens', 'prompt_tokens', 'input_tokens'];
const OUTPUT = ['output', 'completionTokens', 'completion_tokens', 'output_tokens'];
const TOTAL = ['total', 'totalTokens', 'total_tokens'];
const CACHE_READ = ['input_cached_tokens', 'cache_read_input_tokens', 'input_cache_read', 'input_cache_read_tokens'];
const CACHE_WRITE = ['cache_creation_input_tokens', 'input_cache_creation', 'input_cache_creation_tokens', 'input_cache_write'];
const REASONING = ['output_reasoning_tokens', 'output_reasoning', 'reasoning_tokens', 'reasoningTokens'];

/**
 * Token counts of `usage_details`, or of a legacy `usage`. The parts (cached, reasoning, audio) are taken as disjoint from `input`
 * and `output` when only all of them together make up `total`, as the OpenAI wrapper writes it, and as contained otherwise.
 */
export function langfuseUsage(details: Counts | undefined): Usage | undefined {
  if (!details) return undefined;
  const input = numberAt(details, ...INPUT);
  const output = numberAt(details, ...OUTPUT);
  const total = numberAt(details, ...TOTAL);
  const named = new Set([...INPUT, ...OUTPUT, ...TOTAL]);
  const parts = Object.entries(details).flatMap(([key, value]) => (typeof value === 'number' && !named.has(key) ? [{ key, value }] : []));
  const sum = (isPart: (key: string) => boolean) => parts.reduce((all, { key, value }) => (isPart(key) ? all + value : all), 0);
  const inputParts = sum((key) => /^(input|cache)_/.test(key));
  const outputParts = sum((key) => key.startsWith('output_'));
  const isDisjoint =
    total !== undefined && inputParts + outputParts > 0 && (input ?? 0) + (output ?? 0) + inputParts + outputParts === total;
  return usageFrom(
    {
      input: isDisjoint && input !== undefined ? input + inputParts : input,
      output: isDisjoint && output !== undefined ? output + outputParts : output,
      cacheRead: numberAt(details, ...CACHE_READ),
      cacheWrite: numberAt(details, ...CACHE_WRITE),
      reasoning: numberAt(details, ...REASONING),
      total,
    },
    undefined,
    isDisjoint,
  );
}

/** US dollars; nothing but zeros, which is written for failed calls, means that nobody knows. */
export function langfuseCost(details: Counts | undefined): number | undefined {
  const total = details && numberAt(details, 'total', 'totalCost');
  const numbers = Object.entries(details ?? {}).flatMap(([key, value]) =>
    typeof value === 'number' && key !== 'total' && key !== 'totalCost' ? [value] : [],
  );
  const sum = total ?? (numbers.length > 0 ? numbers.reduce((all, value) => all + value, 0) : undefined);
  return sum === 0 && numbers.every((value) => value === 0) ? undefined : sum;
}
