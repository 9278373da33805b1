// Input and output of spans in the GenAI conventions.
import { lonelyText } from '@/lib/domain/message-form';
import type { Json, StepFacts } from '@/lib/domain/run/run';
import { decodedJson, defined, jsonAt, textAt } from './attribute-reader';
import type { Attributes } from './otlp-span';

/** What a step was asked: a tool its arguments, a retriever its query, a model its messages. */
export function genAiInput(attributes: Attributes, { messages }: StepFacts): Json | undefined {
  const asked = jsonAt(
    attributes,
    'gen_ai.tool.call.arguments',
    'gen_ai.retrieval.query.text',
    'gen_ai.memory.query.text',
    'gen_ai.guardrail.input',
  );
  return unquoted(asked) ?? lonelyText(messages) ?? jsonAt(attributes, 'gen_ai.input.messages');
}

/** What it gave: a tool its result, a retriever its documents, a guardrail its verdict, a model its answer. */
export function genAiOutput(attributes: Attributes, { outputMessages }: StepFacts): Json | undefined {
  const given = jsonAt(
    attributes,
    'gen_ai.tool.call.result',
    'gen_ai.retrieval.documents',
    'gen_ai.memory.records',
    'gen_ai.guardrail.output',
  );
  return unquoted(given) ?? verdictOf(attributes) ?? lonelyText(outputMessages) ?? jsonAt(attributes, 'gen_ai.output.messages');
}

/** A guardrail's verdict in the words in which a run record gives it. */
function verdictOf(attributes: Attributes): Json | undefined {
  const outcome = textAt(attributes, 'gen_ai.guardrail.verdict.type', 'gen_ai.guardrail.status');
  if (outcome === undefined) return undefined;
  return { outcome, ...defined({ reason: textAt(attributes, 'gen_ai.guardrail.verdict.reason', 'gen_ai.guardrail.verdict.code') }) };
}

/** A value of any type is JSON text on a span, so a text may come in quotes. */
function unquoted(value: Json | undefined): Json | undefined {
  return typeof value === 'string' && /^".*"$/s.test(value) ? decodedJson(value) : value;
}
