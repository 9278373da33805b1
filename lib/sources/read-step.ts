// One span, read by every convention that it speaks: for each field the first one that says something is taken.
import { mergeFacts, withEventFacts } from '@/lib/domain/merge-step';
import { isObject } from '@/lib/domain/json-container';
import type { CanonicalRun, CanonicalStep, Json, RunFacts, StepFacts, StepKind } from '@/lib/domain/run/run';
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
  const speaking = sources.filter((source) => source.spans?.matches(span));
  const readings = speaking.map((source) => source.spans?.read(span) ?? {});
  const first = <K extends keyof SpanReading>(field: K): SpanReading[K] | undefined =>
    readings.find((reading) => reading[field] !== undefined)?.[field];
  const exception = span.events.find(({ name }) => name === 'exception')?.attributes;
  const stated = first('error');
  const facts = { ...firstToken(span), ...combinedFacts(readings), ...errorFacts(span, exception, stated) };
  const losses = [...(facts.losses ?? []), ...spanLosses(span)];
  const links = span.links.map(({ traceId, spanId }) => ({ traceId, spanId }));
  const name = first('name') ?? span.name;
  const ownKind = first('kind');
  const byName = ownKind === undefined || ownKind === 'CHAIN' ? kindOfName(name, span.parentSpanId === null, kindRules) : undefined;
  const sourceKind = first('sourceKind');
  const step: CanonicalStep = {
    stepId: span.spanId,
    parentId: span.parentSpanId,
    kind: byName ?? ownKind ?? (facts.modelName === undefined ? 'CHAIN' : 'LLM'),
    ...(sourceKind === undefined ? {} : { sourceKind }),
    name,
    startNs: span.startNs,
    endNs: span.endNs,
    status: first('status') ?? (span.statusCode === 2 ? 'error' : span.endNs === null ? 'running' : 'ok'),
    error: stated?.split('\n')[0] ?? errorLine(span, exception),
    input: first('input') ?? null,
    output: first('output') ?? null,
    facts: {
      ...facts,
      ...(losses.length > 0 ? { losses } : {}),
      ...(links.length > 0 ? { links } : {}),
      ...(isEntry(span) ? { isEntry: true } : {}),
    },
    attributes: { ...storedAttributes(span), ...unlikeStep(span, name, first('status') !== undefined || stated !== undefined) },
    events: span.events.map(({ name: event, timeNs, attributes, droppedAttributes }) => ({
      name: event,
      timeNs,
      attributes: droppedAttributes > 0 ? { ...attributes, 'otel.dropped_attributes_count': droppedAttributes } : attributes,
    })),
  };
  return {
    step: withEventFacts(step),
    source: speaking.reduce((best, { name: source }) => (source === 'countersign' ? best : preferredSource(best, source)), 'otel'),
    run: Object.assign({}, ...readings.map((reading) => reading.run ?? {}).reverse(), baseRunFacts(span, readings)) as RunFacts,
    explicitRun: Object.assign({}, ...readings.map((reading) => reading.explicitRun ?? {}).reverse()) as RunFacts,
    aliases: readings.flatMap((reading) => reading.aliases ?? []).filter(({ alias }) => alias.length <= MAX_ID_CHARS),
    scores: readings.flatMap((reading) => reading.scores ?? []),
    ...defined({ parentKind: first('parentKind') }),
  };
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
  for (const field of readings.flatMap(({ withheld = [] }) => withheld)) delete facts[field];
  return facts;
}

/** What the step does not say in its own fields, so that the span can be read again from it. */
function unlikeStep({ name, statusCode, statusMessage }: OtlpSpan, stepName: string, isRuledOver: boolean): Attributes {
  return {
    ...(name === stepName ? {} : { 'otel.span.name': name }),
    ...(isRuledOver ? { 'otel.status': { code: statusCode, message: statusMessage } } : {}),
  };
}

/** Every attribute as sent, and what else the span carries under names that cannot be an attribute's own by accident. */
function storedAttributes({
  attributes,
  origin,
  kind,
  traceState,
  droppedAttributes,
  droppedEvents,
  droppedLinks,
  links,
}: OtlpSpan): Attributes {
  const own: { [key: string]: Json } = {
    'otel.span.kind': KIND_WORDS[kind] ?? String(kind),
    ...(origin.scopeName ? { 'otel.scope.name': origin.scopeName } : {}),
    ...(origin.scopeVersion ? { 'otel.scope.version': origin.scopeVersion } : {}),
    ...(traceState ? { 'otel.trace_state': traceState } : {}),
    ...(droppedAttributes > 0 ? { 'otel.dropped_attributes_count': droppedAttributes } : {}),
    ...(droppedEvents > 0 ? { 'otel.dropped_events_count': droppedEvents } : {}),
    ...(droppedLinks > 0 ? { 'otel.dropped_links_count': droppedLinks } : {}),
    ...(Object.keys(origin.scope).length > 0 ? { 'otel.scope': origin.scope } : {}),
    ...(Object.keys(origin.resource).length > 0 ? { 'otel.resource': origin.resource } : {}),
  };
  const told = links.filter((link) => isObject(link.attributes) && Object.keys(link.attributes).length > 0);
  return { ...redactHeaders(attributes), ...own, ...(told.length > 0 ? { 'otel.links': told.map((link) => ({ ...link })) } : {}) };
}
