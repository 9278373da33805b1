// The tool calls of a run, from its TOOL steps or, where a source has none, from the conversation of its longest model call.
import { isRecord, messageText } from '@/lib/domain/assemble/assemble-text';
import { parseContainer } from '@/lib/domain/json-container';
import type { CanonicalStep, Json, Message } from '@/lib/domain/run/run';
import { hasFailed, isEmptyOutput } from './step-outcome';

export interface ToolCall {
  name: string;
  stepId: string;
  /** What went wrong; `thrown` when the call itself ended with an error, `said` when its result speaks of one. */
  failure: { kind: 'thrown' | 'said'; words: string } | null;
  isEmpty: boolean;
}

export function toolCallsOf(steps: readonly CanonicalStep[]): ToolCall[] {
  const tools = steps.filter(({ kind }) => kind === 'TOOL');
  if (tools.length === 0) return conversationCalls(steps);
  // Where no tool's output was recorded, an absent one says nothing about the tool.
  const isRecorded = tools.some(({ output }) => output !== null);
  return tools.map((step): ToolCall => {
    const said = errorIn(step.output);
    const thrown = hasFailed(step) ? (step.error ?? said ?? step.facts.errorType ?? 'no reason is recorded') : null;
    const failure =
      thrown !== null ? { kind: 'thrown' as const, words: thrown } : said !== null ? { kind: 'said' as const, words: said } : null;
    return {
      name: step.facts.toolName ?? step.name,
      stepId: step.stepId,
      failure,
      isEmpty: failure === null && isRecorded && step.status !== 'running' && isEmptyOutput(read(step.output)),
    };
  });
}

function conversationCalls(steps: readonly CanonicalStep[]): ToolCall[] {
  let longest: { stepId: string; messages: Message[] } | null = null;
  for (const { stepId, kind, facts } of steps) {
    if (kind === 'LLM' && facts.messages && facts.messages.length > (longest?.messages.length ?? 0))
      longest = { stepId, messages: facts.messages };
  }
  if (!longest) return [];
  const { stepId, messages } = longest;
  const names = new Map<string, string>();
  for (const part of messages.flatMap(({ parts }) => parts)) {
    if (part.type === 'tool_call' && 'id' in part && typeof part.id === 'string' && typeof part['name'] === 'string')
      names.set(part.id, part['name']);
  }
  return messages.flatMap((message) =>
    responsesIn(message).map(({ id, response }): ToolCall => {
      const words = errorIn(response);
      const name = message.name ?? names.get(id ?? '') ?? 'tool';
      return {
        name,
        stepId,
        failure: words === null ? null : { kind: 'said', words },
        isEmpty: words === null && isEmptyOutput(read(response)),
      };
    }),
  );
}

function responsesIn(message: Message): { id: string | null; response: Json }[] {
  const responses = message.parts.flatMap((part) => {
    if (part.type !== 'tool_call_response') return [];
    const { id, response } = part as { id?: Json | undefined; response?: Json | undefined };
    return [{ id: typeof id === 'string' ? id : null, response: response ?? null }];
  });
  return responses.length > 0 || message.role !== 'tool' ? responses : [{ id: null, response: messageText(message) }];
}

/** JSON inside a text is read; MCP results are the texts in their parts. */
function read(output: Json): Json {
  const value = typeof output === 'string' ? (parseContainer(output) ?? output) : output;
  if (!isRecord(value) || !Array.isArray(value['content'])) return value;
  const texts = value['content'].flatMap((part) => (isRecord(part) && typeof part['text'] === 'string' ? [part['text']] : []));
  return texts.length > 0 && texts.length === value['content'].length ? texts.join('\n') : value;
}

const ERROR_TEXT = /^\s*(?:(?:[a-z_.]{0,80}(?:error|exception)|fatal|failed|failure)\s*[:(–-]\s*\S|traceback \(most recent call last\))/iu;
const FAILED = /^(?:error|errored|failed|failure|timeout|timed[ _]out|exception|unauthori[sz]ed|forbidden)$/iu;

/** What a result that was returned in good order says went wrong, or null. */
export function errorIn(output: Json): string | null {
  const value = read(output);
  if (typeof value === 'string')
    return ERROR_TEXT.test(value) ? lastLineOfTrace(value) : isRecord(output) && isFlagged(output) ? value : null;
  if (!isRecord(value)) return null;
  const { error, errors, message, detail } = value;
  const words = [error, message, detail].find((word): word is string => typeof word === 'string' && word.trim() !== '');
  if (typeof error === 'string' && error.trim() !== '' && !/^(?:none|no error|null|false|0)$/iu.test(error.trim())) return error;
  if (error === true || isRecord(error))
    return isRecord(error) && typeof error['message'] === 'string' ? error['message'] : (words ?? JSON.stringify(error));
  if (Array.isArray(errors) && errors.length > 0) return typeof errors[0] === 'string' ? errors[0] : JSON.stringify(errors[0]);
  return isFlagged(value) ? (words ?? 'its result says that it failed') : null;
}

function isFlagged(value: { [key: string]: Json }): boolean {
  const { isError, is_error: isErrorToo, success, ok, status, statusCode, status_code: statusCodeToo } = value;
  if (isError === true || isErrorToo === true || success === false || ok === false) return true;
  if (typeof status === 'string' && FAILED.test(status.trim())) return true;
  return [status, statusCode, statusCodeToo].some(
    (code) => typeof code === 'number' && Number.isInteger(code) && code >= 400 && code < 600,
  );
}

/** A stack trace ends with what happened. */
function lastLineOfTrace(text: string): string {
  const lines = text.trim().split('\n');
  return (/^\s*traceback/iu.test(text) ? lines.at(-1) : lines[0])?.trim() ?? text;
}
