// Tool calls of a conversation with their results: providers send them in different messages, tied by an id.
import type { Json, Message } from '@/lib/domain/run/run';

export interface ToolPair {
  id: string | null;
  /** Null for a result whose call is not among the messages. */
  name: string | null;
  arguments: Json | null;
  /** Undefined when no result is among the messages. */
  result: Json | undefined;
}

/** In the order of the calls, then results without a call. A call without an id takes the next result without one. */
export function toolPairs(messages: readonly Message[]): ToolPair[] {
  const parts = messages.flatMap((message) => message.parts.map((part) => part as { [field: string]: Json | undefined }));
  const results = parts
    .filter(({ type }) => type === 'tool_call_response')
    .map((part) => ({ id: textOrNull(part['id']), result: part['response'] ?? null, isTaken: false }));
  const pairs = parts
    .filter(({ type }) => type === 'tool_call')
    .map((part): ToolPair => {
      const id = textOrNull(part['id']);
      const answer = results.find((each) => !each.isTaken && each.id === id);
      if (answer) answer.isTaken = true;
      return { id, name: textOrNull(part['name']) ?? '', arguments: part['arguments'] ?? null, result: answer?.result };
    });
  const orphans = results
    .filter(({ isTaken }) => !isTaken)
    .map(({ id, result }): ToolPair => ({ id, name: null, arguments: null, result }));
  return [...pairs, ...orphans];
}

const textOrNull = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
