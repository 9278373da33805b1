// Tells which tools failed and which gave nothing back.
import { groupBy } from '@/lib/domain/group-by';
import type { Check, CheckInput, Said } from './check';
import { shorten } from './claim-words';
import { type ToolCall, toolCallsOf } from './tool-calls';

export const tools: Check = {
  id: 'tools',
  version: '1',
  codes: [
    {
      code: 'tool_failed',
      title: 'Tool failed',
      severity: 'high',
      explanation:
        'A tool ended with an error (high), or returned a result that speaks of one (medium). Low when a later call of the same tool passed.',
    },
    {
      code: 'tool_empty',
      title: 'Tool returned nothing',
      severity: 'low',
      explanation:
        'A tool returned nothing: no value, an empty list, or the words for it. What the answer says about it then comes from elsewhere.',
    },
  ],
  run({ steps }: CheckInput): Said[] {
    const byName = groupBy(toolCallsOf(steps), ({ name }) => name);
    return [...byName].flatMap(([name, calls]) => [...sayFailed(name, calls), ...sayEmpty(name, calls)]);
  },
};

function sayFailed(name: string, calls: readonly ToolCall[]): Said[] {
  const failed = calls.filter(({ failure }) => failure !== null);
  const [first] = failed;
  if (!first?.failure) return [];
  const isRecovered = calls.at(-1)?.failure === null;
  const isThrown = failed.some(({ failure }) => failure?.kind === 'thrown');
  const reasons = [...new Set(failed.map(({ failure }) => shorten(failure?.words ?? '').replace(/\.$/u, '')))];
  const shown = reasons.slice(0, 2).join('; ') + (reasons.length > 2 ? `; and ${reasons.length - 2} other reasons` : '');
  return [
    {
      code: 'tool_failed',
      stepId: first.stepId,
      severity: isRecovered ? 'low' : isThrown ? 'high' : 'medium',
      detail: `${name} failed${often(failed.length, calls.length)}: ${shown}${isRecovered ? '; the last call passed' : ''}.`,
    },
  ];
}

function sayEmpty(name: string, calls: readonly ToolCall[]): Said[] {
  const empty = calls.filter(({ isEmpty }) => isEmpty);
  const [first] = empty;
  return first
    ? [{ code: 'tool_empty', stepId: first.stepId, detail: `${name} returned nothing${often(empty.length, calls.length)}.` }]
    : [];
}

function often(count: number, total: number): string {
  if (total === 1) return '';
  return count === total ? ` in all ${total} calls` : ` in ${count} of ${total} calls`;
}
