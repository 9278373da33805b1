// Decoded log records to parts of runs: content and scores that belong to a span and may arrive before it, after it or never.
import { createHash } from 'node:crypto';
import { LOG_BODY, LOG_ORDINAL } from '@/lib/domain/event-facts';
import { mergeSteps, withEventFacts } from '@/lib/domain/merge-step';
import type { CanonicalRun, CanonicalStep, Json } from '@/lib/domain/run/run';
import { textAt } from './attribute-reader';
import { eventName } from './otel-genai';
import type { Attributes, OtlpLog } from './otlp-span';
import { redactHeaders } from './redact-headers';
import type { Source, SpanReading } from './source';

export interface LogReading {
  runs: CanonicalRun[];
  /** Records that name no trace but a response: their run is found by that id. */
  unbound: { responseId: string; source: string; step: CanonicalStep }[];
  /** Records that name nothing: they belong to no run. */
  homeless: number;
}

export function runsFromLogs(logs: readonly OtlpLog[], sources: readonly Source[]): LogReading {
  const runs = new Map<string, { run: CanonicalRun; steps: Map<string, CanonicalStep> }>();
  const ordinals = new Map<string, number>();
  const result: LogReading = { runs: [], unbound: [], homeless: 0 };
  for (const log of logs) {
    const key = `${log.traceId} ${log.spanId}`;
    const ordinal = log.spanId === null ? 0 : (ordinals.get(key) ?? 0);
    ordinals.set(key, ordinal + 1);
    const reader = sources.find((source) => source.logs?.matches(log));
    const reading = reader?.logs?.read(log) ?? {};
    const step = partOf(log, ordinal, reading);
    const responseId = textAt(log.attributes, 'gen_ai.response.id');
    if (log.traceId === null) {
      if (responseId === undefined) result.homeless += 1;
      else result.unbound.push({ responseId, source: reader?.name ?? 'otel', step });
      continue;
    }
    const entry = runs.get(log.traceId) ?? {
      run: { runId: log.traceId, source: reader?.name ?? 'otel', facts: {}, isWhole: false, steps: [], aliases: [] },
      steps: new Map<string, CanonicalStep>(),
    };
    runs.set(log.traceId, entry);
    if (reader) entry.run.source = reader.name;
    if (reader?.logs?.reread) entry.run.reread = reader.logs.reread;
    entry.run.aliases.push(...(reading.aliases ?? []));
    if (reading.scores) entry.run.scores = [...(entry.run.scores ?? []), ...reading.scores];
    const known = entry.steps.get(step.stepId);
    entry.steps.set(step.stepId, known ? mergeSteps(known, step) : withEventFacts(step));
  }
  result.runs = [...runs.values()].map(({ run, steps }) => ({ ...run, steps: [...steps.values()].map(run.reread ?? ((step) => step)) }));
  return result;
}

/**
 * The part of a step that a record tells. It has neither start nor attributes of its own, so everything that the span says wins.
 * A record without a span is a step by itself.
 */
function partOf(log: OtlpLog, ordinal: number, reading: SpanReading): CanonicalStep {
  const name = eventName(log) || 'log';
  const event = { name, timeNs: log.timeNs, attributes: eventAttributes(log, ordinal) };
  const isOfSpan = log.spanId !== null && log.traceId !== null;
  const part: CanonicalStep = {
    stepId: log.spanId !== null && isOfSpan ? log.spanId : `log-${contentId(event)}`,
    parentId: null,
    kind: isOfSpan ? (reading.kind ?? 'CHAIN') : name === 'gen_ai.evaluation.result' ? 'EVALUATION' : 'EVENT',
    name: isOfSpan ? '' : (textAt(log.attributes, 'gen_ai.evaluation.name') ?? name),
    startNs: isOfSpan ? null : log.timeNs,
    endNs: isOfSpan ? null : log.timeNs,
    status: isOfSpan ? 'unset' : 'ok',
    error: null,
    input: null,
    output: null,
    facts: { ...reading.facts, ...(log.losses.length > 0 ? { losses: log.losses } : {}) },
    attributes: {},
    events: [event],
  };
  return isOfSpan ? part : withEventFacts(part);
}

function eventAttributes(log: OtlpLog, ordinal: number): Attributes {
  const {
    origin: { scopeName, resource },
    severityText,
    severityNumber,
    droppedAttributes,
    body,
    spanId,
  } = log;
  const own: { [key: string]: Json } = {
    ...(spanId === null ? {} : { [LOG_ORDINAL]: ordinal }),
    ...(body === null ? {} : { [LOG_BODY]: body }),
    ...(severityText ? { 'log.severity_text': severityText } : {}),
    ...(severityNumber ? { 'log.severity_number': severityNumber } : {}),
    ...(droppedAttributes > 0 ? { 'otel.dropped_attributes_count': droppedAttributes } : {}),
    ...(scopeName ? { 'otel.scope.name': scopeName } : {}),
    ...(Object.keys(resource).length > 0 ? { 'otel.resource': resource } : {}),
  };
  return { ...redactHeaders(log.attributes), ...own };
}

/** The same record sent twice is the same step. */
function contentId(event: CanonicalStep['events'][number]): string {
  const text = JSON.stringify([event.name, event.timeNs === null ? null : String(event.timeNs), event.attributes]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
