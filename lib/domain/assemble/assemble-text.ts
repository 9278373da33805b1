// Finds the words inside the shapes that frameworks wrap around an input or an output, and says where it found them.
import type { Json, Message } from '@/lib/domain/run/run';

export interface FoundText {
  value: Json;
  where: string;
}

/** Keys under which a lone string is the answer (or the question) and the object around it only packing. */
const ANSWER_KEYS = [
  'output',
  'answer',
  'result',
  'response',
  'text',
  'content',
  'completion',
  'generation',
  'final_answer',
  'output_text',
];
const QUESTION_KEYS = ['input', 'question', 'query', 'prompt', 'text', 'content', 'message', 'user_input'];

const ANSWERER_ROLES = new Set(['assistant', 'ai', 'model']);
const ASKER_ROLES = new Set(['user', 'human']);

/** The answer in a step's output: itself, the last assistant message, a choice of a chat response, or a lone wrapped string. */
export function answerIn(output: Json): FoundText {
  if (!isRecord(output)) return lastOfRoles(output, ANSWERER_ROLES, 'last assistant message') ?? { value: output, where: '' };
  const chatted = lastOfRoles(output['messages'] ?? null, ANSWERER_ROLES, 'last assistant message');
  if (chatted) return chatted;
  const choices = output['choices'];
  const choice = Array.isArray(choices) ? choices[0] : undefined;
  if (isRecord(choice) && isRecord(choice['message'])) {
    const content = contentText(choice['message']['content'] ?? null);
    if (content !== null) return { value: content, where: 'first choice' };
  }
  return loneString(output, ANSWER_KEYS) ?? { value: output, where: '' };
}

/** The question in a step's input: itself, the last user message, or a lone wrapped string. */
export function questionIn(input: Json): FoundText {
  if (!isRecord(input)) return lastOfRoles(input, ASKER_ROLES, 'last user message') ?? { value: input, where: '' };
  return (
    lastOfRoles(input['messages'] ?? null, ASKER_ROLES, 'last user message') ??
    loneString(input, QUESTION_KEYS) ?? { value: input, where: '' }
  );
}

/** Text parts of one canonical message, joined; empty when it holds only tool calls or reasoning. */
export function messageText(message: Message, kind: 'text' | 'reasoning' = 'text'): string {
  return message.parts.flatMap((part) => (part.type === kind && typeof part['content'] === 'string' ? [part['content']] : [])).join('\n');
}

function lastOfRoles(messages: Json, roles: ReadonlySet<string>, where: string): FoundText | null {
  if (!Array.isArray(messages)) return null;
  for (let index = messages.length - 1; index >= 0; index--) {
    const sent = messages[index];
    if (!isRecord(sent)) continue;
    const { message, role } = roleIn(sent);
    if (typeof role !== 'string' || !roles.has(role.toLowerCase())) continue;
    const text = contentText(message['content'] ?? message['parts'] ?? null);
    if (text !== null && text !== '') return { value: text, where };
  }
  return null;
}

/** LangChain's serialised messages say by the name of their class whose they are. */
function roleIn(sent: { [key: string]: Json }): { message: { [key: string]: Json }; role: Json | undefined } {
  const { lc, id, kwargs } = sent;
  if (lc === undefined || !isRecord(kwargs)) return { message: sent, role: sent['role'] ?? sent['type'] };
  const name = Array.isArray(id) ? id.at(-1) : undefined;
  return { message: kwargs, role: typeof name === 'string' ? name.replace(/Message(Chunk)?$/, '') : undefined };
}

/** `content` as a string, or as a list of parts with `text` or `content`. */
function contentText(content: Json): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  const texts = content.flatMap((part) => {
    if (typeof part === 'string') return [part];
    const text = isRecord(part) ? (part['text'] ?? part['content']) : null;
    return typeof text === 'string' ? [text] : [];
  });
  return texts.length > 0 ? texts.join('\n') : null;
}

function loneString(record: { [key: string]: Json }, keys: readonly string[]): FoundText | null {
  const present = Object.keys(record);
  const key = present.length === 1 ? present[0] : undefined;
  const value = key !== undefined && keys.includes(key) ? record[key] : undefined;
  return typeof value === 'string' ? { value, where: `/${key}` } : null;
}

export function isRecord(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
