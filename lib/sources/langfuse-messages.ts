// Messages as Langfuse observations hold them, with LangChain's tool results, which carry the tool's name in place of a role.
import { isObject } from '@/lib/domain/json-container';
import { toMessages } from '@/lib/domain/message-form';
import type { Json, Message } from '@/lib/domain/run/run';
import { requestMessages, responseMessages } from './request-form';

type JsonObject = { [key: string]: Json };

const ROLES = new Set(['system', 'user', 'assistant', 'tool', 'developer', 'function', 'human', 'ai', 'model']);

/** What was sent to the model: a list of messages, a request around one, or a text. */
export function langfuseInputMessages(input: Json | undefined): Message[] | undefined {
  if (Array.isArray(input)) return toMessages(withToolRoles(input), 'user');
  if (isObject(input) && Array.isArray(input['messages'])) return requestMessages({ ...input, messages: withToolRoles(input['messages']) });
  return requestMessages(input) ?? toMessages(input, 'user');
}

/** The answer: a message, a provider's response, a text, or JSON that the model was asked for, which is kept as its text. */
export function langfuseOutputMessages(output: Json | undefined, sent: Json | undefined): Message[] | undefined {
  if (output === undefined || output === null || output === '') return undefined;
  const messages = responseMessages(isObject(output) && 'role' in output ? undefined : output) ?? toMessages(output, 'assistant');
  if (messages?.every(({ parts }) => parts.length > 0)) return messages;
  const text = typeof sent === 'string' ? sent : JSON.stringify(output);
  return messages ?? [{ role: 'assistant', parts: [{ type: 'text', content: text }] }];
}

/** The id of the call is lost with the role: it is that of the first call of the name that has no result yet. */
function withToolRoles(list: Json[]): Json[] {
  const unanswered: { id: Json; name: Json }[] = [];
  return list.map((entry) => {
    if (!isObject(entry)) return entry;
    for (const call of Array.isArray(entry['tool_calls']) ? entry['tool_calls'] : []) {
      if (isObject(call))
        unanswered.push({ id: call['id'] ?? null, name: (isObject(call['function']) ? call['function'] : call)['name'] ?? null });
    }
    const role = entry['role'];
    if (typeof role !== 'string' || ROLES.has(role) || !('additional_kwargs' in entry)) return entry;
    const at = unanswered.findIndex(({ name }) => name === role);
    const [call] = at === -1 ? [] : unanswered.splice(at, 1);
    const { additional_kwargs: _, ...said } = entry;
    const answer: JsonObject = { ...said, role: 'tool', name: role };
    return call?.id == null ? answer : { ...answer, tool_call_id: call.id };
  });
}
