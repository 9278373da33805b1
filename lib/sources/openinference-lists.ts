// The nested lists of OpenInference: messages with contents and tool calls, and annotations.
import { toMessages } from '@/lib/domain/message-form';
import type { Json, Message, StepFacts } from '@/lib/domain/run/run';
import { defined, numberAt, textAt } from './attribute-reader';
import { flattenedList } from './flattened-list';
import type { Attributes } from './otlp-span';

/** Messages under `llm.input_messages` or `llm.output_messages`. */
export function openInferenceMessages(attributes: Attributes, prefix: string, defaultRole: string): Message[] | undefined {
  const entries = flattenedList(attributes, prefix).map((entry) => messageOf(entry, defaultRole));
  return entries.length > 0 ? toMessages(entries, defaultRole) : undefined;
}

function messageOf(entry: Attributes, defaultRole: string): { [key: string]: Json } {
  const text = entry['message.content'];
  const calls = flattenedList(entry, 'message.tool_calls').map(
    (call) =>
      defined({
        id: call['tool_call.id'],
        name: call['tool_call.function.name'],
        arguments: call['tool_call.function.arguments'],
      }) as { [key: string]: Json },
  );
  const oldCall = textAt(entry, 'message.function_call_name');
  if (oldCall !== undefined)
    calls.push(defined({ name: oldCall, arguments: entry['message.function_call_arguments_json'] }) as { [key: string]: Json });
  // Calls stand among the contents by their type only, and with all they say in the list of calls.
  const contents = flattenedList(entry, 'message.contents')
    .map(contentOf)
    .filter(({ type }) => calls.length === 0 || (type !== 'tool_use' && type !== 'tool_call'));
  // A text that stands in the contents as well is the same text twice.
  const isRepeated = contents.some((content) => content['text'] === text);
  return {
    role: entry['message.role'] ?? defaultRole,
    content:
      contents.length === 0
        ? (text ?? null)
        : [...(typeof text === 'string' && text !== '' && !isRepeated ? [{ type: 'text', text }] : []), ...contents],
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
    ...(defined({ name: entry['message.name'], tool_call_id: entry['message.tool_call_id'] }) as { [key: string]: Json }),
  };
}

function contentOf(entry: Attributes): { [key: string]: Json } {
  const type = textAt(entry, 'message_content.type') ?? 'text';
  for (const modality of ['image', 'audio', 'video']) {
    const url = entry[`message_content.${modality}.${modality}.url`];
    if (typeof url === 'string') return { type: 'uri', modality, uri: url };
  }
  const others = Object.fromEntries(Object.entries(entry).map(([key, value]) => [key.replace(/^message_content\./, ''), value]));
  return { ...others, type };
}

/** Results on this span, on its trace and on its session, whatever their prefix. A result needs a name and something said. */
export function openInferenceScores(attributes: Attributes): StepFacts['scores'] {
  const scores = ([undefined, 'trace', 'session'] as const).flatMap((scope) =>
    (['annotation', 'evaluation'] as const).flatMap((noun) =>
      scoresUnder(attributes, `${scope === undefined ? '' : `${scope}.`}${noun}s`, noun).map((score) => ({
        ...score,
        ...defined({ scope }),
      })),
    ),
  );
  return scores.length > 0 ? scores : undefined;
}

function scoresUnder(attributes: Attributes, prefix: string, noun: string): NonNullable<StepFacts['scores']> {
  return flattenedList(attributes, prefix).flatMap((entry) => {
    const name = textAt(entry, `${noun}.name`);
    const said = defined({
      value: numberAt(entry, `${noun}.score`),
      label: textAt(entry, `${noun}.label`),
      explanation: textAt(entry, `${noun}.explanation`),
    });
    if (name === undefined || Object.keys(said).length === 0) return [];
    return [
      {
        name,
        ...said,
        ...defined({ annotator: textAt(entry, `${noun}.annotator_kind`), identifier: textAt(entry, `${noun}.identifier`) }),
      },
    ];
  });
}
