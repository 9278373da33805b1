// Parts of messages that say what they hold by a key and not by a type: Bedrock's Converse, Gemini and Genkit.
import { isObject } from './json-container';
import type { Json, MessagePart } from '@/lib/domain/run/run';

type JsonObject = { [key: string]: Json };

const CONVERSE_KEYS = ['text', 'toolUse', 'toolResult', 'reasoningContent', 'image', 'document', 'video', 'cachePoint', 'guardContent'];

/** Undefined for a part that has a type, and for text and media, which are read as everybody else's are. */
export function keyedPart(part: JsonObject): MessagePart | undefined {
  if ('type' in part) return undefined;
  if (isObject(part['toolUse'])) return callOf(part['toolUse'], 'toolUseId', 'input');
  if (isObject(part['functionCall'])) return callOf(part['functionCall'], 'id', 'args');
  if (isObject(part['toolRequest'])) return callOf(part['toolRequest'], 'ref', 'input');
  if (isObject(part['toolResult'])) return resultOf(part['toolResult'], 'toolUseId', 'content');
  if (isObject(part['functionResponse'])) return resultOf(part['functionResponse'], 'id', 'response');
  if (isObject(part['toolResponse'])) return resultOf(part['toolResponse'], 'ref', 'output');
  const reasoning = isObject(part['reasoningContent']) ? part['reasoningContent']['reasoningText'] : undefined;
  const text = isObject(reasoning) ? reasoning['text'] : undefined;
  return typeof text === 'string' ? { type: 'reasoning', content: text } : undefined;
}

/** A list of Converse's contents, as Strands writes it into the text of an event; never a list of messages. */
export function isConverseContent(value: Json | undefined): value is JsonObject[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((part) => isObject(part) && !('type' in part) && !('role' in part) && CONVERSE_KEYS.some((key) => Object.hasOwn(part, key)))
  );
}

function callOf(call: JsonObject, idKey: string, argumentsKey: string): MessagePart {
  const [id, name, given] = [call[idKey], call['name'], call[argumentsKey]];
  return {
    type: 'tool_call',
    ...(typeof id === 'string' ? { id } : {}),
    name: typeof name === 'string' ? name : '',
    ...(given === undefined ? {} : { arguments: given }),
  };
}

/** Contents that are one text or one JSON are that. */
function resultOf(result: JsonObject, idKey: string, key: string): MessagePart {
  const [id, given] = [result[idKey], result[key] ?? null];
  const only = Array.isArray(given) && given.length === 1 ? given[0] : undefined;
  const response = isObject(only) ? (only['text'] ?? only['json'] ?? given) : given;
  return { type: 'tool_call_response', ...(typeof id === 'string' ? { id } : {}), response };
}
