// Agent runs as step trees: Who&When's failed multi-agent runs and tau-bench's airline conversations.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSet } from './data-set';

interface FailedRun {
  question: string;
  history: { content: string; role?: string; name?: string }[];
  system_prompt?: Record<string, string>;
}
interface Message {
  role: string;
  content: string | null;
  tool_calls?: { id: string; function: { name: string; arguments: string } }[] | null;
  tool_call_id?: string;
  name?: string;
}
interface Conversation {
  task_id: number;
  trial: number;
  reward: number;
  info: { task: { instruction: string } };
  traj: Message[];
}

const startMs = Date.UTC(2026, 0, 1);
const at = (index: number) => new Date(startMs + index * 1000).toISOString();

export function whoAndWhen(folder: string): DataSet {
  const runs = ['Algorithm-Generated', 'Hand-Crafted'].flatMap((part) =>
    readdirSync(join(folder, 'whoandwhen', part))
      .filter((name) => name.endsWith('.json'))
      .map((name) => {
        const run = JSON.parse(readFileSync(join(folder, 'whoandwhen', part, name), 'utf8')) as FailedRun;
        const last = run.history.length;
        return {
          run_id: `whoandwhen-${part}-${name.replace('.json', '')}`,
          name: 'multi-agent',
          environment: 'bench',
          started_at: at(0),
          ended_at: at(last + 1),
          input: run.question,
          output: run.history.at(-1)?.content ?? '',
          steps: [
            {
              step_id: 'root',
              parent_id: null,
              kind: 'AGENT',
              name: 'team',
              started_at: at(0),
              ended_at: at(last + 1),
              status: 'ok',
              input: run.question,
            },
            ...run.history.map((turn, index) => ({
              step_id: `s${index}`,
              parent_id: 'root',
              kind: 'AGENT',
              name: turn.name ?? turn.role ?? 'agent',
              started_at: at(index),
              ended_at: at(index + 1),
              status: 'ok',
              output: turn.content,
            })),
          ],
        };
      }),
  );
  return { name: 'Who&When', documents: [], runs };
}

export function tauBench(folder: string): DataSet {
  const conversations = JSON.parse(readFileSync(join(folder, 'taubench-airline', 'gpt-4o-airline.json'), 'utf8')) as Conversation[];
  return { name: 'tau-bench', documents: [], runs: conversations.map(toRun) };
}

function toRun(conversation: Conversation) {
  const answers = new Map(
    conversation.traj.filter((message) => message.role === 'tool').map((message) => [message.tool_call_id, message.content]),
  );
  const lastAnswer = conversation.traj.findLast((message) => message.role === 'assistant' && message.content);
  const steps = conversation.traj.flatMap((message, index): Record<string, unknown>[] => {
    const common = { parent_id: 'root', started_at: at(index), ended_at: at(index + 1), status: 'ok' };
    if (message.role === 'assistant') {
      const calls = (message.tool_calls ?? []).map((call, position) => ({
        ...common,
        step_id: `s${index}-t${position}`,
        parent_id: `s${index}`,
        kind: 'TOOL',
        name: call.function.name,
        input: call.function.arguments,
        output: answers.get(call.id) ?? null,
      }));
      return [{ ...common, step_id: `s${index}`, kind: 'LLM', name: 'assistant', output: message.content }, ...calls];
    }
    return message.role === 'user' ? [{ ...common, step_id: `s${index}`, kind: 'EVENT', name: 'user', input: message.content }] : [];
  });
  return {
    run_id: `taubench-${conversation.task_id}-${conversation.trial}`,
    name: 'airline-agent',
    environment: 'bench',
    model_name: 'gpt-4o',
    started_at: at(0),
    ended_at: at(conversation.traj.length),
    instructions: conversation.traj[0]?.content ?? '',
    input: conversation.info.task.instruction,
    output: lastAnswer?.content ?? '',
    metadata: { reward: conversation.reward },
    steps: [
      {
        step_id: 'root',
        parent_id: null,
        kind: 'AGENT',
        name: 'airline-agent',
        started_at: at(0),
        ended_at: at(conversation.traj.length),
        status: 'ok',
      },
      ...steps,
    ],
  };
}
