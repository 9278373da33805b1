// A Langfuse observation as a reading of a step, whichever way it came: as attributes of a span or as an event of the older API.
import { isObject, parseContainer } from '@/lib/domain/json-container';
import { foldFinishReason, lonelyText } from '@/lib/domain/message-form';
import type { Json, StepFacts, StepKind } from '@/lib/domain/run/run';
import { defined, forWord, numberAt, textAt } from './attribute-reader';
import { langchainKind, langchainToolResult, promptFacts } from './langchain-shapes';
import { langfuseInputMessages, langfuseOutputMessages } from './langfuse-messages';
import { langfuseCost, langfuseUsage } from './langfuse-usage';
import { metadataPrompt } from './metadata-prompt';
import { parametersFrom, providerName, toolDefinitionsFrom } from './model-facts';
import { passagesFrom } from './passage-form';
import type { SpanReading } from './source';

type JsonObject = { [key: string]: Json };

export interface LangfuseObservation {
  /** `span`, `generation`, `event` and so on, in any case. */
  type: string | undefined;
  name: string;
  /** As sent: structured, or JSON text of it, or a text. */
  input?: Json | undefined;
  output?: Json | undefined;
  metadata?: JsonObject | undefined;
  level?: string | undefined;
  statusMessage?: string | undefined;
  model?: string | undefined;
  modelParameters?: JsonObject | undefined;
  usage?: JsonObject | undefined;
  cost?: JsonObject | undefined;
  promptName?: string | undefined;
  promptVersion?: string | undefined;
  timeToFirstTokenMs?: number | undefined;
}

const KINDS: { [type: string]: StepKind } = {
  span: 'CHAIN',
  generation: 'LLM',
  event: 'EVENT',
  embedding: 'EMBEDDING',
  agent: 'AGENT',
  tool: 'TOOL',
  chain: 'CHAIN',
  retriever: 'RETRIEVAL',
  guardrail: 'GUARDRAIL',
  evaluator: 'EVALUATION',
};
/** What Langfuse's SDKs leave in place of content that was too large to send. */
const CUT = /<truncated due to size/;

export function langfuseObservation(observation: LangfuseObservation): SpanReading {
  const type = observation.type?.toLowerCase();
  const input = langfuseValue(observation.input);
  const sentOutput = langfuseValue(observation.output);
  const stated = forWord(KINDS, type);
  // LangChain's retrievers and prompt templates come as plain spans.
  const kind = stated === 'CHAIN' ? (langchainKind(observation.name, input, sentOutput) ?? stated) : stated;
  const result = kind === 'TOOL' ? langchainToolResult(sentOutput) : undefined;
  const output = result?.output ?? sentOutput;
  const facts = factsOf(observation, kind, input, output);
  const isFailed = observation.level?.toUpperCase() === 'ERROR';
  return defined({
    kind,
    sourceKind: observation.type,
    status: isFailed ? ('error' as const) : undefined,
    error: isFailed ? observation.statusMessage : undefined,
    input: kind === 'LLM' ? (lonelyText(facts.messages) ?? input) : input,
    output: kind === 'LLM' ? (lonelyText(facts.outputMessages) ?? output) : output,
    facts: { ...facts, ...defined({ toolCallId: result?.toolCallId }) },
  });
}

/** Strings are sent as they are and everything else as JSON text, strings now and then in quotes of their own. */
export function langfuseValue(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value ?? undefined;
  if (value === '') return undefined;
  if (!value.startsWith('"')) return parseContainer(value) ?? value;
  try {
    const parsed = JSON.parse(value) as Json;
    return typeof parsed === 'string' ? parsed : value;
  } catch {
    return value;
  }
}

function factsOf(observation: LangfuseObservation, kind: StepKind | undefined, input?: Json, output?: Json): StepFacts {
  const metadata = observation.metadata ?? {};
  return defined({
    provider: providerName(textAt(metadata, 'ls_provider', 'provider')),
    modelName: observation.model ?? textAt(metadata, 'ls_model_name'),
    requestModel: textAt(metadata, 'ls_model_name'),
    parameters: parametersOf(observation, input),
    usage: langfuseUsage(observation.usage),
    costUsd: langfuseCost(observation.cost),
    ...metadataPrompt(metadata),
    ...defined({ promptId: observation.promptName, promptVersion: observation.promptVersion }),
    timeToFirstTokenMs: observation.timeToFirstTokenMs,
    toolName: kind === 'TOOL' ? observation.name : undefined,
    passages: kind === 'RETRIEVAL' ? passagesFrom(output) : undefined,
    losses: lossesOf(observation),
    ...(kind === 'LLM' ? modelFacts(observation, input, output) : {}),
    ...(kind === 'PROMPT' ? promptFacts(input, output) : {}),
  });
}

function modelFacts({ output: sent, metadata = {} }: LangfuseObservation, input?: Json, output?: Json): StepFacts {
  const outputMessages = langfuseOutputMessages(output, sent);
  const finish = textAt(metadata, 'finish_reason', 'finishReason', 'stop_reason');
  const request = isObject(input) ? input : {};
  const answer = isObject(output) ? output : {};
  return defined({
    messages: langfuseInputMessages(input),
    outputMessages,
    finishReason: finish === undefined ? outputMessages?.find((message) => message.finishReason)?.finishReason : foldFinishReason(finish),
    systemFingerprint: textAt(metadata, 'system_fingerprint') ?? textAt(answer, 'system_fingerprint'),
    toolDefinitions: toolDefinitionsFrom(request['tools'] ?? langfuseValue(metadata['tools'])),
  });
}

/** The OpenAI wrapper writes an empty text for a parameter that was not set, and the response format beside them. */
function parametersOf({ modelParameters, metadata = {} }: LangfuseObservation, input?: Json): StepFacts['parameters'] {
  const set = Object.entries(modelParameters ?? {}).filter(([, value]) => value !== '');
  const format = langfuseValue(metadata['response_format']);
  const choice = isObject(input) ? (input['tool_choice'] ?? input['toolChoice']) : undefined;
  return parametersFrom({ ...defined({ tool_choice: choice, response_format: format }), ...Object.fromEntries(set) } as JsonObject);
}

function lossesOf({ input, output, metadata }: LangfuseObservation): string[] | undefined {
  const sides: [string, Json | undefined][] = [
    ['input', input],
    ['output', output],
    ['metadata', metadata],
  ];
  const cut = sides.flatMap(([side, value]) =>
    CUT.test(typeof value === 'string' ? value : JSON.stringify(value ?? null)) ? [`the sender cut the ${side} because of its size`] : [],
  );
  return cut.length > 0 ? cut : undefined;
}

/** Milliseconds from the start to the first token; undefined for an instant that does not parse or lies before the start. */
export function millisecondsToFirstToken(startNs: bigint | null, completionStart: Json | undefined): number | undefined {
  const text = langfuseValue(completionStart);
  const at = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  if (startNs === null || Number.isNaN(at)) return undefined;
  const passed = at - Number(startNs / 1000n) / 1000;
  return passed >= 0 ? numberAt({ passed }, 'passed') : undefined;
}
