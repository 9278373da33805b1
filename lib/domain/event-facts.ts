// What the events of a step say in the OpenTelemetry GenAI conventions: content and scores may come only there, and apart.
import { isoMicros } from './instant';
import { isObject, parseContainer } from './json-container';
import { isConverseContent } from './keyed-part';
import { foldFinishReason, instructionsText, toMessages } from './message-form';
import type { CanonicalStep, Json, Message, StepFacts } from '@/lib/domain/run/run';

type StepEvent = CanonicalStep['events'][number];
/** The key under which the body of a log record is kept among the attributes of its event. */
export const LOG_BODY = 'log.body';
/** Its place among the records of its span in one request: their times are often equal. */
export const LOG_ORDINAL = 'log.ordinal';

const MESSAGE_ROLES: { [event: string]: string } = {
  'gen_ai.system.message': 'system',
  'gen_ai.user.message': 'user',
  'gen_ai.assistant.message': 'assistant',
  'gen_ai.tool.message': 'tool',
};

/** Messages in the order of the events, which must be sorted by time. Empty when no event speaks these conventions. */
export function eventFacts(events: readonly StepEvent[]): StepFacts {
  const facts: StepFacts = {};
  const input: Message[] = [];
  const output: Message[] = [];
  for (const event of events) {
    const role = MESSAGE_ROLES[event.name];
    if (role) input.push(...messagesOf(event, role));
    else if (event.name === 'gen_ai.choice') output.push(...choiceOf(event));
    else if (event.name === 'gen_ai.content.prompt') input.push(...(toMessages(event.attributes['gen_ai.prompt'], 'user') ?? []));
    else if (event.name === 'gen_ai.content.completion')
      output.push(...(toMessages(event.attributes['gen_ai.completion'], 'assistant') ?? []));
    else if (event.name === 'gen_ai.client.inference.operation.details') addDetails(facts, event, input, output);
    else if (event.name === 'gen_ai.evaluation.result') addScore(facts, event);
  }
  if (input.length > 0) facts.messages = input;
  if (output.length > 0) facts.outputMessages = output;
  const finishReason = output.find((message) => message.finishReason)?.finishReason;
  if (finishReason) facts.finishReason = finishReason;
  return facts;
}

/** Log records carry the message as their body; span events as attributes, with `content` as text or JSON. */
function messagesOf(event: StepEvent, role: string): Message[] {
  const body = event.attributes[LOG_BODY];
  const { role: stated, ...rest } =
    typeof body === 'string' ? ({ content: body } as { [key: string]: Json }) : isObject(body) ? body : event.attributes;
  const content = typeof rest['content'] === 'string' ? parseContainer(rest['content']) : undefined;
  const own = isConverseContent(content) ? { ...rest, content } : rest;
  return toMessages([{ ...own, role: typeof stated === 'string' ? stated : role }], role) ?? [];
}

/** `{index, finish_reason, message: {…}}`; in span events the message is JSON text. */
function choiceOf(event: StepEvent): Message[] {
  const body = event.attributes[LOG_BODY];
  const choice = isObject(body) ? body : event.attributes;
  const reason = choice['finish_reason'];
  const stated = choice['message'] ?? choice;
  const message = typeof stated === 'string' ? (parseContainer(stated) ?? stated) : stated;
  const messages = toMessages([isConverseContent(message) ? { content: message } : message], 'assistant') ?? [];
  return messages.map((said) => ({ ...said, ...(typeof reason === 'string' ? { finishReason: foldFinishReason(reason) } : {}) }));
}

/** One record may hold the input and another the output; a repeated record repeats the same list. */
function addDetails(facts: StepFacts, event: StepEvent, input: Message[], output: Message[]): void {
  const source: { [key: string]: Json } = event.attributes;
  input.push(...(toMessages(source['gen_ai.input.messages'], 'user') ?? []));
  output.push(...(toMessages(source['gen_ai.output.messages'], 'assistant') ?? []));
  const instructions = instructionsText(source['gen_ai.system_instructions']);
  if (instructions !== undefined) facts.systemInstructions = instructions;
}

function addScore(facts: StepFacts, { attributes, timeNs }: StepEvent): void {
  const name = attributes['gen_ai.evaluation.name'];
  const value = attributes['gen_ai.evaluation.score.value'];
  const label = attributes['gen_ai.evaluation.score.label'];
  const explanation = attributes['gen_ai.evaluation.explanation'];
  if (typeof name !== 'string') return;
  const score = {
    name,
    ...(typeof value === 'number' ? { value } : {}),
    ...(typeof label === 'string' ? { label } : {}),
    ...(typeof explanation === 'string' ? { explanation } : {}),
    ...(timeNs === null ? {} : { at: isoMicros(timeNs) }),
  };
  facts.scores = [...(facts.scores ?? []), score];
}
