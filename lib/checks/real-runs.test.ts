import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Message } from '@/lib/domain/run/run';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { exampleEvaluation } from './evidence-example';
import { outputEnd } from './output-end';
import { refusal } from './refusal';
import { tools } from './tools';

const fileOf = (...path: string[]) => {
  const root = sharedFolder();
  const file = root === null ? null : join(root, 'data', ...path);
  return file !== null && existsSync(file) ? file : null;
};
const trajectories = fileOf('taubench-airline', 'gpt-4o-airline.json');
const answers = fileOf('ragtruth', 'qa_train', 'response.jsonl');

interface ToldMessage {
  role: string;
  name?: string;
  content: string | null;
  tool_call_id?: string;
  tool_calls?: { id: string; function: { name: string; arguments: string } }[] | null;
}

function asMessage({ role, name, content, tool_call_id: id, tool_calls: calls }: ToldMessage): Message {
  const text = content ? [{ type: 'text' as const, content }] : [];
  const parts = role === 'tool' ? [{ type: 'tool_call_response' as const, ...(id ? { id } : {}), response: content }] : text;
  const asked = (calls ?? []).map((call) => ({
    type: 'tool_call' as const,
    id: call.id,
    name: call.function.name,
    arguments: call.function.arguments,
  }));
  return { role, ...(name ? { name } : {}), parts: [...parts, ...asked] };
}

describe.skipIf(trajectories === null)('tool calls of real agent runs', () => {
  it('that answered with an error are told, by tool, and no others', () => {
    const runs = JSON.parse(readFileSync(trajectories ?? '', 'utf8')) as { traj: ToldMessage[] }[];
    let failed = 0;
    for (const { traj } of runs) {
      const input = exampleEvaluation({ steps: [{ kind: 'LLM', name: 'agent', facts: { messages: traj.map(asMessage) } }] });
      const said = tools.run({ ...input, readings: [] }).filter(({ code }) => code === 'tool_failed');
      const expected = new Set(
        traj.filter(({ role, content }) => role === 'tool' && content?.startsWith('Error:')).map(({ name }) => name),
      );
      expect(said.map(({ detail }) => detail.split(' failed')[0]).sort()).toEqual([...expected].sort());
      failed += expected.size;
    }
    expect(failed).toBeGreaterThan(10);
  });
});

describe.skipIf(answers === null)('real answers to real questions', () => {
  const rows =
    answers === null
      ? []
      : readFileSync(answers, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { response: string; quality: string });
  const share = (quality: (word: string) => boolean, isTold: (response: string) => boolean) => {
    const chosen = rows.filter((row) => quality(row.quality));
    return chosen.filter(({ response }) => isTold(response)).length / chosen.length;
  };
  const told = (check: typeof refusal) => (output: string) =>
    check.run({ ...exampleEvaluation({ facts: { output } }), readings: [] }).length > 0;

  it('that people marked as refusals are all told as such, and under 6 % of the others, most of which do refuse', () => {
    expect(share((word) => word === 'incorrect_refusal', told(refusal))).toBe(1);
    expect(share((word) => word !== 'incorrect_refusal', told(refusal))).toBeLessThan(0.06);
  });

  it('that people marked as cut are told in four of ten cases by their text alone, and under 1 % of the others', () => {
    expect(share((word) => word === 'truncated', told(outputEnd))).toBeGreaterThan(0.4);
    expect(share((word) => word !== 'truncated', told(outputEnd))).toBeLessThan(0.01);
  });
});
