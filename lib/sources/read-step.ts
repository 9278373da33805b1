// One span, read by every convention that it speaks: for each field the first one that says something is taken.
import { mergeFacts, withEventFacts } from '@/lib/domain/merge-step';
import { isObject } from '@/lib/domain/json-container';
import type { CanonicalRun, CanonicalStep, RunFacts, StepFacts, StepKind } from '@/lib/domain/run/run';
import { MAX_ID_CHARS } from '@/lib/domain/run/run-record';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import type { CanonicalScore } from '@/lib/domain/score';
import { preferredSource } from '@/lib/domain/preferred-source';
import { defined, textAt } from './attribute-reader';
import type { Attributes, OtlpSpan } from './otlp-span';
import { moreDetailed } from './request-form';
import { redactHeaders } from './redact-headers';
import type { Source, SpanReading } from './source';
import { spanLosses } from './span-losses';
import { speakingSources } from './speaking-sources';
import { kindOfName } from './step-kind';

export interface StepReading {
  step: CanonicalStep;
  /** The most specific convention spoken; `otel` when there is none. */
  source: string;
  run: RunFacts;
  explicitRun: RunFacts;
  aliases: CanonicalRun['aliases'];
  scores: CanonicalScore[];
  /** What the step says about the one above it. */
  parentKind?: StepKind;
}

const FIRST_TOKEN = /^(First Token Stream Event|new_token|gen_ai\.content\.chunk)$/;
const KIND_WORDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

export function readStep(span: OtlpSpan, sources: readonly Source[], kindRules?: readonly KindRule[]): StepReading {
  const speaking = speakingSources(span, sources);
  const readings = speaking.map((source) => source.spans?.read(span) ?? {});
  const exception = span.events.length === 0 ? undefined : span.events.find(({ name }) => name === 'exception')?.attributes;
  const stated = first(readings, 'error');
  const status = first(readings, 'status');
  const facts = factsOf(span, readings, exception, stated);
  const name = first(readings, 'name') ?? span.name;
  const ownKind = first(readings, 'kind');
  const byName = ownKind === undefined || ownKind === 'CHAIN' ? kindOfName(name, span.parentSpanId === null, kindRules) : undefined;
  const sourceKind = first(readings, 'sourceKind');
  const step: CanonicalStep = {
    stepId: span.spanId,
    parentId: span.parentSpanId,
    kind: byName ?? ownKind ?? (facts.modelName === undefined ? 'CHAIN' : 'LLM'),
    ...(sourceKind === undefined ? {} : { sourceKind }),
    name,
    startNs: span.startNs,
    endNs: span.endNs,
    status: status ?? (span.statusCode === 2 ? 'error' : span.endNs === null ? 'running' : 'ok'),
    error: stated?.split('\n')[0] ?? errorLine(span, exception),
    input: first(readings, 'input') ?? null,
    output: first(readings, 'output') ?? null,
    facts,
    attributes: storedAttributes(span, name, status !== undefined || stated !== undefined),
    events: span.events.map(({ name: event, timeNs, attributes, droppedAttributes }) => ({
      name: event,
      timeNs,
      attributes: droppedAttributes > 0 ? { ...attributes, 'otel.dropped_attributes_count': droppedAttributes } : attributes,
    })),
  };
  const parentKind = first(readings, 'parentKind');
  return {
    step: withEventFacts(step),
    source: speaking.reduce((best, { name: source }) => (source === 'countersign' ? best : preferredSource(best, source)), 'otel'),
    run: Object.assign(united(readings, 'run'), baseRunFacts(span, readings)),
    explicitRun: united(readings, 'explicitRun'),
    aliases: gathered(readings, 'aliases').filter(({ alias }) => alias.length <= MAX_ID_CHARS),
    scores: gathered(readings, 'scores'),
    ...(parentKind === undefined ? {} : { parentKind }),
  };
}

/** What the first convention says that says something. */
function first<K extends keyof SpanReading>(readings: readonly SpanReading[], field: K): SpanReading[K] | undefined {
  for (const reading of readings) if (reading[field] !== undefined) return reading[field];
  return undefined;
}

/** All that the conventions say, in their order. */
function gathered<K extends 'aliases' | 'scores' | 'withheld'>(readings: readonly SpanReading[], field: K): NonNullable<SpanReading[K]> {
  const all: unknown[] = [];
  for (const reading of readings) all.push(...(reading[field] ?? []));
  return all as NonNullable<SpanReading[K]>;
}

function united(readings: readonly SpanReading[], field: 'run' | 'explicitRun'): RunFacts {
  const facts: RunFacts = {};
  for (let index = readings.length - 1; index >= 0; index--) Object.assign(facts, readings[index]?.[field]);
  return facts;
}

function factsOf(
  span: OtlpSpan,
  readings: readonly SpanReading[],
  exception: Attributes | undefined,
  stated: string | undefined,
): StepFacts {
  const facts: StepFacts = { ...firstToken(span), ...combinedFacts(readings), ...errorFacts(span, exception, stated) };
  const losses = spanLosses(span);
  if (losses.length > 0) facts.losses = [...(facts.losses ?? []), ...losses];
  if (span.links.length > 0) facts.links = span.links.map(({ traceId, spanId }) => ({ traceId, spanId }));
  if (isEntry(span)) facts.isEntry = true;
  return facts;
}

/** Messages go by detail: parts with tool ids over a flattened list that lost them. Losses and scores are gathered from all. */
function combinedFacts(readings: readonly SpanReading[]): StepFacts {
  if (readings.length === 1) return readings[0]?.facts ?? {};
  const all = readings.map((reading) => reading.facts ?? {});
  const backwards = [...all].reverse();
  const combined: StepFacts = Object.assign({}, ...backwards) as StepFacts;
  const messages = moreDetailed(...all.map((facts) => facts.messages));
  const outputMessages = moreDetailed(...all.map((facts) => facts.outputMessages));
  const usage = Object.assign({}, ...backwards.map((facts) => facts.usage ?? {})) as NonNullable<StepFacts['usage']>;
  const parameters = Object.assign({}, ...backwards.map((facts) => facts.parameters ?? {})) as NonNullable<StepFacts['parameters']>;
  const lists = all.reduce((united, { losses, scores }) => mergeFacts(united, defined({ losses, scores })), {} as StepFacts);
  return {
    ...combined,
    ...lists,
    ...(messages ? { messages } : {}),
    ...(outputMessages ? { outputMessages } : {}),
    ...(Object.keys(usage).length > 0 ? { usage } : {}),
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
  };
}

/** The first of a stream's chunks may be an event. */
function firstToken({ startNs, events }: OtlpSpan): StepFacts {
  const first = events.find(({ name, timeNs }) => timeNs !== null && FIRST_TOKEN.test(name))?.timeNs;
  if (first == null || startNs === null || first < startNs) return {};
  return { timeToFirstTokenMs: Number(first - startNs) / 1e6 };
}

/** Stack traces come in status messages and in events: the first line is the error, the rest its detail. */
function errorFacts(span: OtlpSpan, exception: Attributes | undefined, stated: string | undefined): StepFacts {
  if (span.statusCode !== 2 && !exception && stated === undefined) return {};
  const rest = (stated ?? span.statusMessage).split('\n').slice(1).join('\n').trim();
  return defined({
    errorType: textAt(exception ?? {}, 'exception.type') ?? textAt(span.attributes, 'error.type'),
    errorDetail: textAt(exception ?? {}, 'exception.stacktrace') ?? (rest || undefined),
  });
}

function errorLine(span: OtlpSpan, exception: Attributes | undefined): string | null {
  if (span.statusCode !== 2) return null;
  const said = span.statusMessage || textAt(exception ?? {}, 'exception.message') || textAt(span.attributes, 'error.message', 'error.type');
  return said?.split('\n')[0] ?? null;
}

/** A parent in another process may never come, and Langfuse names the root of an application although it has one. */
function isEntry({ parentSpanId, isParentRemote, attributes }: OtlpSpan): boolean {
  const isNamed = attributes['langfuse.internal.is_app_root'] === true || attributes['langfuse.internal.as_root'] === true;
  return parentSpanId !== null && (isParentRemote === true || isNamed);
}

/** What every span may say about its run, whatever else it speaks. */
function baseRunFacts({ attributes, origin: { resource } }: OtlpSpan, readings: readonly SpanReading[]): RunFacts {
  const facts: RunFacts = defined({
    sessionId: textAt(attributes, 'session.id'),
    userId: textAt(attributes, 'user.id'),
    environment: textAt(resource, 'deployment.environment.name', 'deployment.environment'),
    release: textAt(resource, 'service.version'),
  });
  for (const field of gathered(readings, 'withheld')) delete facts[field];
  return facts;
}

/**
 * Every attribute as sent, and what else the span carries under names that cannot be an attribute's own by accident; with that, what the step
 * does not say in its own fields, so that the span can be read again from it. The span's own object is taken over, because nobody asks it
 * afterwards: a copy of so many names is one that the engine is slow with.
 */
function storedAttributes(span: OtlpSpan, stepName: string, isRuledOver: boolean): Attributes {
  const { origin, traceState, droppedAttributes, droppedEvents, droppedLinks } = span;
  const stored = redactHeaders(span.attributes);
  stored['otel.span.kind'] = KIND_WORDS[span.kind] ?? String(span.kind);
  if (origin.scopeName) stored['otel.scope.name'] = origin.scopeName;
  if (origin.scopeVersion) stored['otel.scope.version'] = origin.scopeVersion;
  if (traceState) stored['otel.trace_state'] = traceState;
  if (droppedAttributes > 0) stored['otel.dropped_attributes_count'] = droppedAttributes;
  if (droppedEvents > 0) stored['otel.dropped_events_count'] = droppedEvents;
  if (droppedLinks > 0) stored['otel.dropped_links_count'] = droppedLinks;
  if (hasMembers(origin.scope)) stored['otel.scope'] = origin.scope;
  if (hasMembers(origin.resource)) stored['otel.resource'] = origin.resource;
  const told = span.links.filter((link) => isObject(link.attributes) && hasMembers(link.attributes));
  if (told.length > 0) stored['otel.links'] = told.map((link) => ({ ...link }));
  if (span.name !== stepName) stored['otel.span.name'] = span.name;
  if (isRuledOver) stored['otel.status'] = { code: span.statusCode, message: span.statusMessage };
  return stored;
}

function hasMembers(record: object): boolean {
  for (const _name in record) return true;
  return false;
}
