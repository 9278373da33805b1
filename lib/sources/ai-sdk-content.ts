// What the AI SDK writes about an answer and about a ranking, each spread over several attributes.
import { isObject, parseContainer } from '@/lib/domain/json-container';
import { toMessages } from '@/lib/domain/message-form';
import type { Json, Message, RetrievedPassage } from '@/lib/domain/run/run';
import { decodedJson, jsonAt, textAt } from './attribute-reader';
import type { Attributes } from './otlp-span';
import { passagesFrom } from './passage-form';

/** Text, reasoning, structured object and tool calls of a response as one message of the assistant. */
export function aiSdkAnswer(attributes: Attributes): Message[] | undefined {
  const text = textAt(attributes, 'ai.response.text') ?? textAt(attributes, 'ai.response.object');
  const reasoning = textAt(attributes, 'ai.response.reasoning');
  const calls = jsonAt(attributes, 'ai.response.toolCalls');
  if (text === undefined && reasoning === undefined && !Array.isArray(calls)) return undefined;
  const finish = textAt(attributes, 'ai.response.finishReason');
  const message: Json = {
    role: 'assistant',
    content: text === undefined ? null : [{ type: 'text', text }],
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(Array.isArray(calls) ? { tool_calls: calls } : {}),
    ...(finish === undefined ? {} : { finish_reason: finish }),
  };
  return toMessages([message], 'assistant');
}

/** Places of `ai.ranking` joined to `ai.documents`, best first; a document is a text or an object, as JSON text. */
export function aiSdkRanking(attributes: Attributes): RetrievedPassage[] | undefined {
  const { 'ai.documents': documents, 'ai.ranking': ranking } = attributes;
  if (!Array.isArray(documents) || !Array.isArray(ranking)) return undefined;
  const ranked = ranking.flatMap((entry): Json[] => {
    const place = typeof entry === 'string' ? parseContainer(entry) : entry;
    if (!isObject(place) || typeof place['index'] !== 'number') return [];
    const { index, relevanceScore, score } = place;
    const sent = documents[index as number];
    if (sent === undefined) return [];
    const document = decodedJson(sent) ?? null;
    const said = isObject(document) ? document : { content: document };
    return [{ ...said, id: said['id'] ?? String((index as number) + 1), score: relevanceScore ?? score ?? null }];
  });
  return passagesFrom(ranked);
}
