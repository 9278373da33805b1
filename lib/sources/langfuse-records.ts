// One observation of Langfuse's own ingestion: every event about it is kept, and the step is what all of them say together.
import { isObject } from '@/lib/domain/json-container';
import { parseInstantNs } from '@/lib/domain/instant';
import type { CanonicalStep, Json } from '@/lib/domain/run/run';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import { putKey } from '@/lib/domain/storable-json';
import { defined, textAt } from './attribute-reader';
import { type LangfuseObservation, langfuseObservation, millisecondsToFirstToken } from './langfuse-observation';
import type { Attributes } from './otlp-span';
import { retoldStep } from './told-step';

/** The key of an event among the attributes of its step, before the event's id. */
export const EVENT_KEY = 'langfuse.event.';
const HABITS = new Set(['generation', 'embedding', 'agent', 'tool', 'chain', 'retriever', 'guardrail', 'evaluator']);

/**
 * The step that its events tell: later ones win over earlier ones by the time of the event, creates come before updates of the
 * same millisecond, what says nothing (null, an empty object) wins over nothing, metadata is merged, the earliest start and the
 * latest end stay.
 */
export function rereadObservation(step: CanonicalStep, kindRules?: readonly KindRule[]): CanonicalStep {
  const records = recordsOf(step.attributes);
  if (records.length === 0) return step;
  const body = records.reduce<{ [key: string]: Json }>((all, { body: said }) => overlaid(all, said), {});
  const times = (field: string) => records.flatMap(({ body: said }) => timeOf(said[field]) ?? []);
  const type = typeOf(records, body);
  const starts = times('startTime');
  const startNs = starts.length > 0 ? starts.reduce(earlier) : null;
  const ends = type === 'event' ? starts : times('endTime');
  const endNs = ends.length > 0 ? ends.reduce(later) : null;
  const parentId = textAt(body, 'parentObservationId') ?? null;
  const name = textAt(body, 'name') ?? '';
  const reading = langfuseObservation(observationOf(body, type, name, startNs));
  return retoldStep(step, { parentId, name, startNs, endNs, reading: { ...reading, sourceKind: type } }, kindRules);
}

/** A plain span says nothing more; a habit is to say it in the metadata. */
function observationOf(body: { [key: string]: Json }, type: string, name: string, startNs: bigint | null): LangfuseObservation {
  const { metadata, modelParameters, promptVersion } = body;
  const habit = type === 'span' && isObject(metadata) ? textAt(metadata, 'kind') : undefined;
  const usage = [body['usageDetails'], body['usage']].find((counts) => isObject(counts) && Object.keys(counts).length > 0);
  const cost = [body['costDetails'], costOf(body['usage'])].find((counts) => isObject(counts) && Object.keys(counts).length > 0);
  return {
    type: habit !== undefined && HABITS.has(habit.toLowerCase()) ? habit : type,
    name,
    input: body['input'],
    output: body['output'],
    metadata: isObject(metadata) ? metadata : undefined,
    level: textAt(body, 'level'),
    statusMessage: textAt(body, 'statusMessage'),
    model: textAt(body, 'model'),
    modelParameters: isObject(modelParameters) ? modelParameters : undefined,
    usage: isObject(usage) ? usage : undefined,
    cost: isObject(cost) ? cost : undefined,
    promptName: textAt(body, 'promptName'),
    promptVersion: promptVersion == null ? undefined : String(promptVersion),
    timeToFirstTokenMs: millisecondsToFirstToken(startNs, body['completionStartTime']),
  };
}

/** The old form of usage has the costs beside the counts. */
function costOf(usage: Json | undefined): Json {
  if (!isObject(usage)) return null;
  return defined({
    input: usage['inputCost'] ?? undefined,
    output: usage['outputCost'] ?? undefined,
    total: usage['totalCost'] ?? undefined,
  }) as Json;
}

interface Told {
  type: string;
  body: { [key: string]: Json };
  order: string;
}

function recordsOf(attributes: Attributes): Told[] {
  return Object.entries(attributes)
    .flatMap(([key, value]): Told[] => {
      if (!key.startsWith(EVENT_KEY) || !isObject(value) || !isObject(value['body'])) return [];
      const type = typeof value['type'] === 'string' ? value['type'] : '';
      const timestamp = typeof value['timestamp'] === 'string' ? value['timestamp'] : '';
      const ns = parseInstantNs(timestamp) ?? 0n;
      const ordinal = typeof value['ordinal'] === 'number' ? value['ordinal'] : 0;
      const order = `${String(ns).padStart(20, '0')} ${type.endsWith('-update') ? 1 : 0} ${String(ordinal).padStart(6, '0')} ${key}`;
      return [{ type, body: value['body'], order }];
    })
    .sort((a, b) => (a.order < b.order ? -1 : 1));
}

function overlaid(all: { [key: string]: Json }, said: { [key: string]: Json }): { [key: string]: Json } {
  const result = { ...all };
  for (const [key, value] of Object.entries(said)) {
    if (value === null || (isObject(value) && Object.keys(value).length === 0)) continue;
    const before = result[key];
    putKey(result, key, key === 'metadata' && isObject(before) && isObject(value) ? deepMerged(before, value) : value);
  }
  return result;
}

function deepMerged(a: { [key: string]: Json }, b: { [key: string]: Json }): { [key: string]: Json } {
  const merged = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const before = Object.hasOwn(merged, key) ? merged[key] : undefined;
    putKey(merged, key, isObject(before) && isObject(value) ? deepMerged(before, value) : value);
  }
  return merged;
}

function typeOf(records: readonly Told[], body: { [key: string]: Json }): string {
  const words = records.map(({ type }) => type.replace(/-(create|update)$/, '')).filter((word) => word !== 'observation');
  const stated = typeof body['type'] === 'string' ? body['type'].toLowerCase() : undefined;
  return words.find((word) => word !== 'span') ?? words[0] ?? stated ?? 'span';
}

function timeOf(value: Json | undefined): bigint | undefined {
  return typeof value === 'string' ? (parseInstantNs(value) ?? undefined) : undefined;
}

function earlier(a: bigint, b: bigint): bigint {
  return b < a ? b : a;
}

function later(a: bigint, b: bigint): bigint {
  return a < b ? b : a;
}
