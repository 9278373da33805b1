// tau-bench conversations as steps to align: each message is a step, a tool's result stands below the message that called it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BodyPart, ComparableStep } from '@/lib/domain/compare/comparable-run';

interface Message {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string | null;
  tool_calls?: { id: string; function: { name: string; arguments: string } }[] | null;
  tool_call_id?: string;
  name?: string;
}
interface Conversation {
  task_id: number;
  trial: number;
  traj: Message[];
}
export type AttemptSteps = { steps: ComparableStep[]; messageOf: number[] };

/** By `task-trial`; `messageOf` gives for each step the index of its message, -1 for the root. */
export function taubenchSteps(dataFolder: string): Map<string, AttemptSteps> {
  const all = JSON.parse(readFileSync(join(dataFolder, 'taubench-airline', 'gpt-4o-airline.json'), 'utf8')) as Conversation[];
  return new Map(all.map(({ task_id: task, trial, traj }) => [`${task}-${trial}`, attempt(traj)]));
}

/** As the product's traces of agents are: a model call asks for tools, each tool step has its arguments and its result. */
function attempt(messages: readonly Message[]): AttemptSteps {
  const asked = new Map(messages.flatMap(({ tool_calls: calls }) => (calls ?? []).map((call) => [call.id, call.function] as const)));
  const rows = messages.flatMap((message, index): { step: ComparableStep; index: number }[] => {
    if (message.role === 'system') return [];
    if (message.role === 'user') return [{ index, step: step(index, 'EVENT', 'user', 1, message.content, null) }];
    if (message.role === 'assistant') return [{ index, step: step(index, 'LLM', 'assistant', 1, null, message.content) }];
    const call = asked.get(message.tool_call_id ?? '');
    return [{ index, step: step(index, 'TOOL', message.name ?? call?.name ?? 'tool', 2, call?.arguments ?? null, message.content) }];
  });
  const root = step(-1, 'AGENT', 'airline-agent', 0, null, null);
  return { steps: [root, ...rows.map((row) => row.step)], messageOf: [-1, ...rows.map(({ index }) => index)] };
}

function step(
  index: number,
  kind: ComparableStep['kind'],
  name: string,
  depth: number,
  input: string | null,
  output: string | null,
): ComparableStep {
  return {
    stepId: `s${index}`,
    parentId: null,
    kind,
    name,
    depth,
    mark: null,
    status: 'ok',
    error: null,
    startNs: String(index + 1),
    endNs: null,
    facts: {},
    bodySha256: '',
    input: body(input),
    output: body(output),
  };
}

function body(text: string | null): BodyPart {
  if (!text) return { digest: null, head: '', isCut: false };
  return { digest: createHash('sha256').update(text).digest('hex'), head: text.slice(0, 600), isCut: text.length > 600 };
}
