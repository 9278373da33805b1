// Messages inside a provider's own request and response JSON, which some instrumentations keep whole beside their attributes.
import { isObject } from '@/lib/domain/json-container';
import { foldFinishReason, toMessages } from '@/lib/domain/message-form';
import type { Json, Message } from '@/lib/domain/run/run';
import { memberOf } from './attribute-reader';

/** OpenAI chat and Responses, Anthropic, LangChain: what was sent to the model, system text first. */
export function requestMessages(request: Json | undefined): Message[] | undefined {
  if (!isObject(request)) return undefined;
  const system = toMessages(systemOf(request), 'system');
  const messages = toMessages(request['messages'] ?? request['input'] ?? request['prompt'], 'user');
  if (!messages) return undefined;
  return system && messages[0]?.role !== 'system' ? [...system, ...messages] : messages;
}

/** The answer in a response of the same providers. */
export function responseMessages(response: Json | undefined): Message[] | undefined {
  if (!isObject(response)) return undefined;
  if (Array.isArray(response['choices'])) return choiceMessages(response['choices']);
  if (Array.isArray(response['generations'])) return generationMessages(response['generations']);
  if (Array.isArray(response['output'])) return toMessages(response['output'], 'assistant');
  if (!('content' in response) && !('lc' in response)) return undefined;
  const reason = response['stop_reason'];
  return withReason(toMessages([response], 'assistant'), reason);
}

/** OpenAI's `system_fingerprint`, also where LangChain keeps it with the first generation. */
export function responseFingerprint(response: Json | undefined): string | undefined {
  if (!isObject(response)) return undefined;
  const [first] = Array.isArray(response['generations']) ? response['generations'].flat() : [];
  const message = isObject(first) ? memberOf(first, 'message') : {};
  const kwargs = isObject(message['kwargs']) ? message['kwargs'] : message;
  const metadata = memberOf(kwargs, 'response_metadata');
  const fingerprint = response['system_fingerprint'] ?? metadata['system_fingerprint'];
  return typeof fingerprint === 'string' && fingerprint !== '' ? fingerprint : undefined;
}

/** Anthropic's `system`, as text or blocks, or the `instructions` of the Responses API. */
function systemOf(request: { [key: string]: Json }): Json | undefined {
  const system = request['system'] ?? request['instructions'];
  return Array.isArray(system) ? [{ role: 'system', content: system }] : system;
}

function choiceMessages(choices: Json[]): Message[] | undefined {
  const messages = choices.flatMap((choice) => {
    if (!isObject(choice)) return [];
    const message = choice['message'] ?? (choice['text'] === undefined ? undefined : { role: 'assistant', content: choice['text'] });
    return message === undefined ? [] : (withReason(toMessages([message], 'assistant'), choice['finish_reason']) ?? []);
  });
  return messages.length > 0 ? messages : undefined;
}

/** LangChain: a list of generations for each prompt. */
function generationMessages(generations: Json[]): Message[] | undefined {
  const messages = generations.flat().flatMap((generation) => {
    if (!isObject(generation)) return [];
    return toMessages([generation['message'] ?? { role: 'assistant', content: generation['text'] ?? '' }], 'assistant') ?? [];
  });
  return messages.length > 0 ? messages : undefined;
}

function withReason(messages: Message[] | undefined, reason: Json | undefined): Message[] | undefined {
  return typeof reason === 'string' ? messages?.map((message) => ({ ...message, finishReason: foldFinishReason(reason) })) : messages;
}

/** How much a list of messages tells: its parts, and the ids that tie tool results to their calls. */
export function messageDetail(messages: readonly Message[] | undefined): number {
  return (messages ?? []).reduce(
    (sum, { parts }) => sum + parts.length + parts.filter((part) => part.type.startsWith('tool_') && 'id' in part && part['id']).length,
    0,
  );
}

/** The first list, unless a later one tells more. */
export function moreDetailed(...candidates: (Message[] | undefined)[]): Message[] | undefined {
  return candidates.reduce((best, candidate) => (messageDetail(candidate) > messageDetail(best) ? candidate : best), undefined);
}
