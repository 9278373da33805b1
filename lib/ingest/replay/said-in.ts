// Test support: what any form of conversation says, found by walking whatever is there: texts, tool calls, results of tools.
export interface Said {
  texts: string[];
  calls: { name: string; id?: string }[];
  /** Ids of calls that are answered. */
  answered: string[];
}

export function nothingSaid(): Said {
  return { texts: [], calls: [], answered: [] };
}

type Record_ = { [key: string]: unknown };
const CALL = /^(tool[-_]call|tool_use|function_call|tool)$/;
const ANSWER = /^(tool[-_]result|tool_call_response|function_call_output)$/;
const CONTAINERS = ['system', 'messages', 'message', 'choices', 'generations', 'parts', 'content', 'output', 'update'] as const;

/** `isSpeech`: a bare text is what somebody says, not a name or an id. */
export function saidIn(value: unknown, isSpeech = true): Said {
  const said = nothingSaid();
  walk(value, isSpeech, said);
  return said;
}

export function unite(...parts: Said[]): Said {
  return {
    texts: parts.flatMap((part) => part.texts),
    calls: parts.flatMap((part) => part.calls),
    answered: parts.flatMap((part) => part.answered),
  };
}

function walk(value: unknown, isSpeech: boolean, said: Said): void {
  if (typeof value === 'string') {
    if (isSpeech && value.trim() !== '' && value !== 'null') said.texts.push(value);
    return;
  }
  if (Array.isArray(value)) {
    for (const entry of value) walk(entry, isSpeech, said);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  const entry = value as Record_;
  if (entry['lc'] !== undefined && entry['kwargs'] !== undefined) {
    walk(entry['kwargs'], false, said);
    return;
  }
  const type = String(entry['type'] ?? '');
  if (/reasoning|thinking/.test(type)) return;
  if (ANSWER.test(type)) {
    answer(entry, said);
    return;
  }
  const named = entry['function'] as Record_ | undefined;
  const name = text(entry['toolName']) ?? text(entry['name']) ?? text(named?.['name']);
  if ((CALL.test(type) || (type === 'function' && named && !('parameters' in named))) && name !== undefined && !('content' in entry)) {
    const id = text(entry['toolCallId']) ?? text(entry['call_id']) ?? text(entry['id']);
    said.calls.push({ name, ...(id === undefined ? {} : { id }) });
    return;
  }
  if (text(entry['tool_call_id'])) said.answered.push(text(entry['tool_call_id']) as string);
  if (/^(text|input_text|output_text|)$/.test(type) && text(entry['text']) && !('message' in entry))
    said.texts.push(text(entry['text']) as string);
  for (const key of CONTAINERS) if (key in entry) walk(entry[key], true, said);
  if (Array.isArray(entry['tool_calls'])) toolCalls(entry['tool_calls'], said);
}

function toolCalls(calls: unknown[], said: Said): void {
  for (const call of calls as Record_[]) {
    const name = text(call['name']) ?? text((call['function'] as Record_ | undefined)?.['name']);
    const id = text(call['id']);
    if (name !== undefined) said.calls.push({ name, ...(id === undefined ? {} : { id }) });
  }
}

function answer(entry: Record_, said: Said): void {
  const id = text(entry['toolCallId']) ?? text(entry['tool_use_id']) ?? text(entry['call_id']) ?? text(entry['id']);
  if (id !== undefined) said.answered.push(id);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
