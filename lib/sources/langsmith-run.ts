// One run of LangSmith's REST API: its posts and patches are kept, and the step is what all of them say together.
import { isObject, parseContainer } from '@/lib/domain/json-container';
import { parseInstantNs } from '@/lib/domain/instant';
import type { CanonicalStep, Json, StepKind } from '@/lib/domain/run/run';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import { stableJson } from '@/lib/domain/stable-json';
import { putKey } from '@/lib/domain/storable-json';
import { defined, forWord, textAt } from './attribute-reader';
import { langchainToolResult, promptFacts } from './langchain-shapes';
import { langsmithModelFacts } from './langsmith-model';
import type { Attributes } from './otlp-span';
import { passagesFrom } from './passage-form';
import type { SpanReading } from './source';
import { retoldStep } from './told-step';

type JsonObject = { [key: string]: Json };

/** The keys of its records among the attributes of a step, before a hash of the record. */
export const POST_KEY = 'langsmith.post.';
export const PATCH_KEY = 'langsmith.patch.';

const KINDS: { [type: string]: StepKind } = {
  llm: 'LLM',
  tool: 'TOOL',
  retriever: 'RETRIEVAL',
  embedding: 'EMBEDDING',
  chain: 'CHAIN',
  prompt: 'PROMPT',
  parser: 'PARSE',
};
const AGENT_NAME = /^LangGraph$|(^|[\s_-])agent([\s_-]|$)|Agent(Executor)?$/i;

/**
 * A patch says what it changes: present fields replace those of the post, metadata is merged. Patches carry no time of their own;
 * the one that knows of a later end is the later one.
 */
export function rereadRun(step: CanonicalStep, kindRules?: readonly KindRule[]): CanonicalStep {
  const run = mergedRun(step.attributes);
  if (run === undefined) return step;
  const parentId = textAt(run, 'parent_run_id') ?? ancestry(run).at(-2) ?? null;
  const name = textAt(run, 'name') ?? '';
  const type = textAt(run, 'run_type') ?? '';
  const kind = kindOf(type, name);
  const startNs = timeOf(run['start_time']);
  const endNs = endOf(startNs, timeOf(run['end_time']));
  const error = textAt(run, 'error');
  const input = unwrapped(run['inputs'], ['input']);
  const sent = unwrapped(run['outputs'], ['output', 'outputs']);
  const result = kind === 'TOOL' ? langchainToolResult(run['outputs']) : undefined;
  const facts = {
    ...(kind === 'LLM' || kind === 'EMBEDDING' ? langsmithModelFacts(run, startNs) : {}),
    ...(kind === 'PROMPT' ? promptFacts(run['inputs'], run['outputs']) : {}),
    ...defined({
      toolName: kind === 'TOOL' ? name : undefined,
      toolCallId: result?.toolCallId,
      passages: kind === 'RETRIEVAL' ? passagesFrom(run['outputs']) : undefined,
    }),
  };
  const { messages, outputMessages, ...others } = facts;
  const reading: SpanReading = {
    kind,
    ...defined({ sourceKind: type === '' ? undefined : type, error }),
    // A model call is shown by its messages, which stand in for what is not there.
    input: messages ? null : kind === 'TOOL' ? parsedText(input) : input,
    output: outputMessages ? null : (result?.output ?? sent),
    facts: { ...others, ...defined({ messages, outputMessages }) },
  };
  return retoldStep(step, { parentId, name, startNs, endNs, reading, events: eventsOf(run['events']) }, kindRules);
}

/** Undefined when a step has no record of LangSmith's. */
function mergedRun(attributes: Attributes): JsonObject | undefined {
  const records = Object.entries(attributes).flatMap(([key, value]) => {
    const isPatch = key.startsWith(PATCH_KEY);
    if ((!isPatch && !key.startsWith(POST_KEY)) || !isObject(value)) return [];
    const end = String(timeOf(value['end_time']) ?? 0n).padStart(20, '0');
    return [{ value, order: `${isPatch ? 1 : 0} ${end} ${key}` }];
  });
  if (records.length === 0) return undefined;
  return records.sort((a, b) => (a.order < b.order ? -1 : 1)).reduce<JsonObject>((all, { value }) => overlaid(all, value), {});
}

function overlaid(all: JsonObject, said: JsonObject): JsonObject {
  const result = { ...all };
  for (const [key, value] of Object.entries(said)) {
    if (value === null || (isObject(value) && Object.keys(value).length === 0 && key in result)) continue;
    const before = result[key];
    if (key === 'extra' && isObject(before) && isObject(value)) result[key] = mergedExtra(before, value);
    else if (key === 'tags' && Array.isArray(before) && Array.isArray(value)) result[key] = unitedTags(before, value);
    else putKey(result, key, value);
  }
  return result;
}

function mergedExtra(a: JsonObject, b: JsonObject): JsonObject {
  const [before, after] = [a['metadata'], b['metadata']];
  return { ...a, ...b, ...(isObject(before) && isObject(after) ? { metadata: { ...before, ...after } } : {}) };
}

function unitedTags(a: Json[], b: Json[]): Json[] {
  return [...new Map([...a, ...b].map((tag) => [stableJson(tag), tag])).values()];
}

/** Run ids from the root to the run itself, from `dotted_order`: a time of 22 characters and a UUID for each. */
export function ancestry(run: JsonObject): string[] {
  const order = textAt(run, 'dotted_order');
  return order === undefined ? [] : order.split('.').flatMap((segment) => /Z([0-9a-fA-F-]{36})$/.exec(segment)?.[1]?.toLowerCase() ?? []);
}

function kindOf(type: string, name: string): StepKind {
  const own = forWord(KINDS, type) ?? 'CHAIN';
  return own === 'CHAIN' && AGENT_NAME.test(name) ? 'AGENT' : own;
}

/** ISO text, or milliseconds since the epoch as a number. */
function timeOf(value: Json | undefined): bigint | null {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return BigInt(Math.round(value * 1000)) * 1000n;
  if (typeof value !== 'string') return null;
  return parseInstantNs(value) ?? parseInstantNs(`${value}Z`);
}

/** JavaScript's starts carry a counter where microseconds would be, so a short run seems to end before it began. */
function endOf(startNs: bigint | null, endNs: bigint | null): bigint | null {
  return startNs !== null && endNs !== null && endNs < startNs && startNs - endNs < 1_000_000n ? startNs : endNs;
}

/** Values that are not objects are sent as the only member of one. */
function unwrapped(value: Json | undefined, names: readonly string[]): Json {
  if (!isObject(value)) return value ?? null;
  const keys = Object.keys(value);
  if (keys.length === 0) return null;
  const [only] = keys;
  return keys.length === 1 && only !== undefined && names.includes(only) ? (value[only] ?? null) : value;
}

/** LangChain gives tools their arguments as JSON text. */
function parsedText(value: Json): Json {
  return typeof value === 'string' ? (parseContainer(value) ?? value) : value;
}

function eventsOf(events: Json | undefined): CanonicalStep['events'] {
  if (!Array.isArray(events)) return [];
  return events.flatMap((event) => {
    if (!isObject(event)) return [];
    const { name, time, kwargs, ...others } = event;
    const attributes = { ...others, ...(isObject(kwargs) ? kwargs : kwargs == null ? {} : { kwargs }) };
    return [{ name: typeof name === 'string' ? name : 'event', timeNs: timeOf(time), attributes }];
  });
}
