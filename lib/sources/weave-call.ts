// A call of W&B Weave, put together from its start and its end.
import { isObject } from '@/lib/domain/json-container';
import { lonelyText } from '@/lib/domain/message-form';
import type { CanonicalStep, Json, StepFacts, StepKind } from '@/lib/domain/run/run';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import { defined, forWord, memberOf, textAt } from './attribute-reader';
import { modelCallFacts } from './model-call';
import { providerUsage } from './provider-usage';
import { retrievedDocuments } from './retrieved-documents';
import type { SpanReading } from './source';
import { instantOf, retoldStep } from './told-step';

type JsonObject = { [key: string]: Json };

export const WEAVE_START = 'weave.start';
export const WEAVE_END = 'weave.end';
/** Operations of integrations are called after the client library whose method they wrap. */
const CLIENTS = /^(openai|anthropic|google|genai|mistral(?:ai)?|groq|cohere|litellm|bedrock|together|cerebras|vertexai|azure)\b/i;
const KINDS: { [word: string]: StepKind } = {
  llm: 'LLM',
  tool: 'TOOL',
  agent: 'AGENT',
  search: 'RETRIEVAL',
  retriever: 'RETRIEVAL',
  scorer: 'EVALUATION',
};

export function rereadCall(step: CanonicalStep, kindRules?: readonly KindRule[]): CanonicalStep {
  const [start, end] = [step.attributes[WEAVE_START], step.attributes[WEAVE_END]];
  if (!isObject(start) && !isObject(end)) return step;
  const call = { ...(isObject(start) ? start : {}), ...(isObject(end) ? end : {}) };
  const operation = operationOf(textAt(call, 'op_name') ?? '');
  const told = {
    parentId: textAt(call, 'parent_id') ?? null,
    name: textAt(call, 'display_name') ?? operation,
    startNs: instantOf(call['started_at']),
    endNs: instantOf(call['ended_at']),
    reading: readingOf(call, operation),
  };
  return retoldStep(step, told, kindRules);
}

/** `weave:///entity/project/op/NAME:digest`, or the bare name. */
function operationOf(reference: string): string {
  return /\/op\/(.+?)(?::[^:/]*)?$/.exec(reference)?.[1] ?? reference;
}

function readingOf(call: JsonObject, operation: string): SpanReading {
  // The method of a client library carries the whole client as `self`.
  const { self: _self, ...inputs } = memberOf(call, 'inputs');
  const output = call['output'] ?? undefined;
  const word = wordOf(call);
  const client = CLIENTS.exec(operation)?.[1]?.toLowerCase();
  const passages = client === undefined ? retrievedDocuments(output) : undefined;
  const kind =
    forWord(KINDS, word) ?? kindOfClient(client, operation, inputs) ?? kindOfResponse(inputs, output) ?? (passages ? 'RETRIEVAL' : 'CHAIN');
  const isModel = kind === 'LLM' || kind === 'EMBEDDING';
  const facts: StepFacts = isModel
    ? modelFacts(call, inputs, output, client)
    : defined({ passages, toolName: kind === 'TOOL' ? operation : undefined });
  return defined({
    kind,
    sourceKind: word ?? operation,
    error: textAt(call, 'exception'),
    input: kind === 'LLM' ? (lonelyText(facts.messages) ?? inputs) : onlyArgument(inputs),
    output: kind === 'LLM' ? (lonelyText(facts.outputMessages) ?? output) : output,
    facts,
  });
}

function wordOf(call: JsonObject): string | undefined {
  const attributes = memberOf(call, 'attributes');
  const own = memberOf(attributes, 'weave');
  return (textAt(attributes, 'kind') ?? textAt(own, 'kind'))?.toLowerCase();
}

function kindOfClient(client: string | undefined, operation: string, inputs: JsonObject): StepKind | undefined {
  if (client === undefined) return undefined;
  if (/embed/i.test(operation)) return 'EMBEDDING';
  return textAt(inputs, 'model') === undefined ? undefined : 'LLM';
}

/** The Responses API is wrapped as an operation `create`: a model was asked for, and what came back counts its tokens. */
function kindOfResponse(inputs: JsonObject, output: Json | undefined): StepKind | undefined {
  const isCounted = isObject(output) && textAt(output, 'model') !== undefined && isObject(output['usage']);
  return isCounted && textAt(inputs, 'model') !== undefined ? 'LLM' : undefined;
}

/** A caller repeats the counts of what it called in its summary; a model call's own response counts by itself. */
function modelFacts(call: JsonObject, inputs: JsonObject, output: Json | undefined, client: string | undefined): StepFacts {
  const summary = memberOf(call, 'summary');
  const byModel = isObject(summary['usage']) ? Object.values(summary['usage']) : [];
  const usage = isObject(output) && isObject(output['usage']) ? output['usage'] : byModel.length === 1 ? byModel[0] : undefined;
  return modelCallFacts({ input: inputs, output, provider: client, usage: providerUsage(usage, client) });
}

/** Arguments without a name are called `arg0`, `arg1`, … */
function onlyArgument(inputs: JsonObject): Json {
  const names = Object.keys(inputs);
  return names.length === 1 && names[0] === 'arg0' ? (inputs['arg0'] ?? null) : inputs;
}
