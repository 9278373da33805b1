// Messages in the forms that SDKs send them (OpenTelemetry parts, OpenAI, Anthropic, AI SDK, LangChain) to the canonical parts.
import { isCutJson, isObject, parseContainer } from './json-container';
import { keyedPart } from './keyed-part';
import { mediaPart } from './media-part';
import type { Json, Message, MessagePart } from '@/lib/domain/run/run';

type JsonObject = { [key: string]: Json };

const ROLES: { [role: string]: string } = {
  human: 'user',
  ai: 'assistant',
  model: 'assistant',
  function: 'tool',
  developer: 'system',
  SystemMessage: 'system',
  HumanMessage: 'user',
  AIMessage: 'assistant',
  AIMessageChunk: 'assistant',
  ToolMessage: 'tool',
  FunctionMessage: 'tool',
};
const FINISH_REASONS: { [reason: string]: string } = {
  tool_calls: 'tool_call',
  'tool-calls': 'tool_call',
  tool_use: 'tool_call',
  function_call: 'tool_call',
  toolUse: 'tool_call',
  end_turn: 'stop',
  endTurn: 'stop',
  stopSequence: 'stop',
  maxTokens: 'length',
  stop_sequence: 'stop',
  max_tokens: 'length',
  max_output_tokens: 'length',
  'content-filter': 'content_filter',
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content_filter',
};

/** One word for each reason to stop, whatever the provider calls it; unknown words stay. */
export function foldFinishReason(reason: string): string {
  return FINISH_REASONS[reason] ?? reason;
}

/** A list of messages, one message, a bare text or JSON text of any of them. Undefined when there is no message in it. */
export function toMessages(value: Json | undefined, defaultRole: string): Message[] | undefined {
  const parsed = typeof value === 'string' ? (parseContainer(value) ?? value) : value;
  if (parsed === undefined || parsed === null) return undefined;
  if (typeof parsed === 'string')
    return parsed === '' || isCutJson(parsed) ? undefined : [{ parts: [{ content: parsed, type: 'text' }], role: defaultRole }];
  const list = Array.isArray(parsed) ? parsed : isObject(parsed) ? (isMessage(parsed) ? [parsed] : parsed['messages']) : undefined;
  if (!Array.isArray(list)) return undefined;
  // LangChain sends a list of conversations; a traced call has one.
  const flat = list.length === 1 && Array.isArray(list[0]) ? list[0] : list;
  const messages = flat.flatMap((entry) => toMessage(entry, defaultRole) ?? []);
  return messages.length > 0 ? messages : undefined;
}

/** Text of system instructions: a string, parts, or JSON text of parts. */
export function instructionsText(value: Json | undefined): string | undefined {
  const parsed = typeof value === 'string' ? (parseContainer(value) ?? value) : value;
  if (typeof parsed === 'string') return parsed || undefined;
  const texts = contentParts(parsed ?? null).flatMap((part) =>
    part.type === 'text' && typeof part['content'] === 'string' ? [part['content']] : [],
  );
  return texts.length > 0 ? texts.join('\n') : undefined;
}

/** The text of a single message that is nothing but text: then it is the input or output itself, without the form around it. */
export function lonelyText(messages: readonly Message[] | undefined): string | undefined {
  const message = messages?.[0];
  const part = message?.parts[0];
  if (messages?.length !== 1 || message?.parts.length !== 1 || part?.type !== 'text') return undefined;
  return typeof part['content'] === 'string' ? part['content'] : undefined;
}

function toMessage(entry: Json, defaultRole: string): Message | undefined {
  if (typeof entry === 'string') return { parts: [{ content: entry, type: 'text' }], role: defaultRole };
  if (!isObject(entry)) return undefined;
  const message = unwrapLangChain(entry);
  const item = responsesItem(message);
  if (item) return item;
  const role = roleOf(message, defaultRole);
  const name = message['name'];
  const finishReason = message['finish_reason'];
  const parts = messageParts(message, role);
  const isNamed = typeof name === 'string' && name !== '';
  // Keys in order here and below: what is written in order need not be put in order when it is stored.
  if (typeof finishReason !== 'string') return isNamed ? { name, parts, role } : { parts, role };
  return { finishReason: foldFinishReason(finishReason), ...(isNamed ? { name } : {}), parts, role };
}

function messageParts(message: JsonObject, role: string): MessagePart[] {
  const body = message['parts'] ?? message['content'] ?? null;
  const callId = message['tool_call_id'] ?? (role === 'tool' ? message['id'] : undefined);
  const calls = toolCalls(message);
  if (role === 'tool' && !Array.isArray(message['parts']) && (typeof callId === 'string' || calls.length === 0)) {
    const parts = contentParts(body);
    const isAnswered = parts.some((part) => part.type === 'tool_call_response');
    return isAnswered
      ? parts
      : [{ type: 'tool_call_response', ...(typeof callId === 'string' ? { id: callId } : {}), response: loneText(parts) ?? body }];
  }
  const reasoning = message['reasoning_content'] ?? message['reasoning'];
  if (calls.length === 0 && (typeof reasoning !== 'string' || reasoning === '')) return contentParts(body);
  return [
    ...(typeof reasoning === 'string' && reasoning !== '' ? [{ type: 'reasoning' as const, content: reasoning }] : []),
    ...contentParts(body),
    ...calls,
  ];
}

/** A tool's result that stands in a list of contents by itself is that text. */
function loneText(parts: readonly MessagePart[]): string | undefined {
  const [part] = parts;
  return parts.length === 1 && part?.type === 'text' && typeof part['content'] === 'string' ? part['content'] : undefined;
}

function contentParts(content: Json): MessagePart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ content, type: 'text' }];
  const list = Array.isArray(content) ? content : isObject(content) ? [content] : [];
  return list.flatMap((part) =>
    typeof part === 'string' ? [{ content: part, type: 'text' as const }] : isObject(part) ? [toPart(part)] : [],
  );
}

function toPart(part: JsonObject): MessagePart {
  const type = typeof part['type'] === 'string' ? part['type'] : 'text' in part ? 'text' : 'unknown';
  const text = part['content'] ?? part['text'] ?? part['thinking'];
  if ((type === 'text' || type === 'input_text' || type === 'output_text') && typeof text === 'string')
    return { content: text, type: 'text' };
  if ((type === 'reasoning' || type === 'thinking') && typeof text === 'string') return { content: text, type: 'reasoning' };
  if (type === 'tool_call' || type === 'tool_use' || type === 'tool-call') return toolCallPart(part);
  if (type === 'tool_call_response' || type === 'tool_result' || type === 'tool-result') {
    const id = part['id'] ?? part['tool_use_id'] ?? part['toolCallId'];
    const response = part['response'] ?? part['result'] ?? bareOutput(part['output']) ?? part['content'] ?? null;
    return { type: 'tool_call_response', ...(typeof id === 'string' ? { id } : {}), response };
  }
  return keyedPart(part) ?? mediaPart(part) ?? { ...part, type };
}

/** The AI SDK says of a result what type it has: `{type: "json", value}`. That it is an error stays with it. */
function bareOutput(output: Json | undefined): Json | undefined {
  const isTyped = isObject(output) && /^(text|json|content)$/.test(String(output['type'])) && 'value' in output;
  return isTyped ? output['value'] : output;
}

function toolCalls(message: JsonObject): MessagePart[] {
  if (message['tool_calls'] === undefined && message['function_call'] === undefined) return [];
  const calls = Array.isArray(message['tool_calls']) ? message['tool_calls'] : [];
  const single = isObject(message['function_call']) ? [message['function_call']] : [];
  return [...calls, ...single].flatMap((call) => (isObject(call) ? [toolCallPart(call)] : []));
}

function toolCallPart(call: JsonObject): MessagePart {
  const target = isObject(call['function']) ? call['function'] : call;
  const id = call['id'] ?? call['call_id'] ?? call['toolCallId'];
  const name = target['name'] ?? target['toolName'];
  const raw = target['arguments'] ?? target['args'] ?? target['input'];
  const parsed = typeof raw === 'string' ? (parseContainer(raw) ?? raw) : raw;
  return {
    type: 'tool_call',
    ...(typeof id === 'string' ? { id } : {}),
    name: typeof name === 'string' ? name : '',
    ...(parsed === undefined ? {} : { arguments: parsed }),
  };
}

/** Items of the OpenAI Responses API that stand beside messages in its lists. */
function responsesItem(item: JsonObject): Message | undefined {
  if (item['type'] === 'function_call') return { role: 'assistant', parts: [toolCallPart(item)] };
  if (item['type'] === 'function_call_output') {
    const id = item['call_id'];
    return {
      role: 'tool',
      parts: [{ type: 'tool_call_response', ...(typeof id === 'string' ? { id } : {}), response: item['output'] ?? null }],
    };
  }
  if (item['type'] !== 'reasoning' || !Array.isArray(item['summary'])) return undefined;
  return { role: 'assistant', parts: contentParts(item['summary']).map((part) => ({ ...part, type: 'reasoning' })) };
}

/** `{lc: 1, type: "constructor", id: [..., "HumanMessage"], kwargs: {...}}` is a LangChain message in its serialised form. */
function unwrapLangChain(entry: JsonObject): JsonObject {
  if (!('lc' in entry) || !isObject(entry['kwargs'])) return entry;
  const className = Array.isArray(entry['id']) ? entry['id'].at(-1) : undefined;
  const { id: _, ...kwargs } = entry['kwargs'];
  return { ...kwargs, role: typeof className === 'string' ? (ROLES[className] ?? className) : 'user' };
}

function roleOf(message: JsonObject, defaultRole: string): string {
  const role = message['role'] ?? (message['type'] === 'message' || isPartType(message['type']) ? undefined : message['type']);
  return typeof role === 'string' && role !== '' ? (ROLES[role] ?? role) : defaultRole;
}

function isPartType(type: Json | undefined): boolean {
  return typeof type !== 'string' || !(type in ROLES || type === 'system' || type === 'user' || type === 'assistant' || type === 'tool');
}

function isMessage(value: JsonObject): boolean {
  return (
    'role' in value ||
    'parts' in value ||
    'lc' in value ||
    ('content' in value && !('messages' in value)) ||
    value['type'] === 'function_call'
  );
}
