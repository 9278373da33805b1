// LangChain's own forms where a tracer has no word for them: retrievers, prompt templates and tool messages told by their shape.
import { messageText } from '@/lib/domain/assemble/assemble-text';
import { isObject, parseContainer } from '@/lib/domain/json-container';
import { toMessages } from '@/lib/domain/message-form';
import type { Json, StepFacts, StepKind } from '@/lib/domain/run/run';
import { defined } from './attribute-reader';

/** A template is known by its name; a retriever by a text that was asked and a list of documents that answered. */
export function langchainKind(name: string, input: Json | undefined, output: Json | undefined): StepKind | undefined {
  if (/PromptTemplate$/.test(name)) return 'PROMPT';
  return isQuestion(input) && isDocumentList(output) ? 'RETRIEVAL' : undefined;
}

function isQuestion(input: Json | undefined): boolean {
  if (typeof input === 'string') return true;
  const values = isObject(input) ? Object.entries(input) : [];
  return values.length > 0 && values.every(([key, value]) => /^(input|query|question)$/.test(key) && typeof value === 'string');
}

function isDocumentList(output: Json | undefined): boolean {
  const list = isObject(output) ? (output['documents'] ?? output['output']) : output;
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every((entry) => {
      const document = isObject(entry) && isObject(entry['kwargs']) ? entry['kwargs'] : entry;
      return isObject(document) && typeof (document['pageContent'] ?? document['page_content']) === 'string';
    })
  );
}

/** What a template was given and what came out of it. */
export function promptFacts(input: Json | undefined, output: Json | undefined): StepFacts {
  const messages = toMessages(valueIn(output), 'user');
  const text = messages?.map((message) => messageText(message)).filter(Boolean);
  return defined({
    promptVariables: isObject(input) ? input : undefined,
    renderedPrompt: text && text.length > 0 ? text.join('\n\n') : undefined,
    messages,
  });
}

/** Prompt values come serialised, with their messages one level down. */
function valueIn(output: Json | undefined): Json | undefined {
  const inner = isObject(output) && isObject(output['output']) ? output['output'] : output;
  if (!isObject(inner) || !('lc' in inner) || !isObject(inner['kwargs'])) return inner;
  const { messages, value } = inner['kwargs'];
  return messages ?? value ?? inner;
}

/** The content of a serialised ToolMessage, and the call that it answers. Undefined for anything else. */
export function langchainToolResult(output: Json | undefined): { output: Json; toolCallId?: string } | undefined {
  const message = isObject(output) && isObject(output['output']) ? output['output'] : output;
  if (!isObject(message) || !('lc' in message) || !isObject(message['kwargs'])) return undefined;
  const { content, tool_call_id: id } = message['kwargs'];
  if (content === undefined || content === null) return undefined;
  return {
    output: typeof content === 'string' ? (parseContainer(content) ?? content) : content,
    ...(typeof id === 'string' ? { toolCallId: id } : {}),
  };
}
