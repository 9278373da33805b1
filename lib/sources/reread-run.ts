// A stored run, read again from the attributes and events that its steps keep: what today's sources would have made of it.
import { LOG_BODY, LOG_ORDINAL } from '@/lib/domain/event-facts';
import { isObject } from '@/lib/domain/json-container';
import { mergeRunFacts, type StatedFacts } from '@/lib/domain/merge-run-facts';
import { mergeSteps, withEventFacts } from '@/lib/domain/merge-step';
import type { CanonicalRun, CanonicalStep, Json } from '@/lib/domain/run/run';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import { textAt } from './attribute-reader';
import type { Attributes, OtlpLog, OtlpSpan } from './otlp-span';
import { rereadPlainStep } from './plain-run';
import { replacedStatements, type RunStatement, withoutRanks } from './ranked-facts';
import { runsFromLogs } from './runs-from-logs';
import { isSpanRank, runsFromSpans } from './runs-from-spans';
import type { Source } from './source';
import { STEP_KIND_RULES } from './step-kind';

/** Names under which a span's own fields are kept beside its attributes. */
const OWN_KEY =
  /^otel\.(span\.kind|span\.name|scope|scope\.name|scope\.version|trace_state|trace_id|status|dropped_(attributes|events|links)_count|resource|links)$/;
const LOG_KEY = /^(log\.(ordinal|body|severity_text|severity_number)|otel\.(dropped_attributes_count|scope\.name|resource))$/;
const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

/**
 * The same run from its own raw material. Steps that came as spans are read as spans, steps of a source that keeps its records are
 * reread by it, steps of a posted run record by their attributes and their name. What a posted record says of its run stays. Reading
 * twice changes nothing.
 */
export function rereadStoredRun(
  stored: CanonicalRun,
  sources: readonly Source[],
  kindRules: readonly KindRule[] = STEP_KIND_RULES,
): CanonicalRun {
  const spans = stored.steps.filter(isSpan);
  const read = runsFromSpans(
    spans.map((step) => spanOfStep(stored.runId, step)),
    sources,
    kindRules,
  ).find(({ runId }) => runId === stored.runId);
  const byId = new Map(read?.steps.map((step) => [step.stepId, step]));
  const records = sources.flatMap((source) => source.records ?? []);
  const steps = stored.steps.map((step) => {
    const span = byId.get(step.stepId);
    if (span) return withEventFacts({ ...withLogs(stored.runId, span, step, sources), events: step.events });
    const told = records.reduce((so, { reread }) => reread(so, kindRules), step);
    return told === step && stored.isWhole ? rereadPlainStep(step, sources, kindRules) : told;
  });
  const before: StatedFacts = { facts: stored.facts, ranks: stored.factRanks ?? {} };
  const statements = stored.steps.flatMap(({ stepId, attributes }): RunStatement[] =>
    byId.has(stepId) ? [] : records.flatMap(({ stated }) => stated(attributes, { runId: stored.runId, stepId })),
  );
  statements.push(...records.flatMap(({ stated }) => stated(stored.records ?? {}, { runId: stored.runId })));
  const kept = replacedStatements(withoutRanks(before, isSpanRank), statements);
  const { facts, ranks } = mergeRunFacts(kept, { facts: read?.facts ?? {}, ranks: read?.factRanks ?? {} });
  return {
    ...stored,
    // What came by another way as well has the name that was preferred then.
    source: read && spans.length === stored.steps.length && statements.length === 0 ? read.source : stored.source,
    facts,
    factRanks: ranks,
    steps,
    aliases: [...(read?.aliases ?? []), ...statements.flatMap(({ aliases }) => aliases)],
  };
}

function isSpan({ attributes }: CanonicalStep): boolean {
  return typeof attributes['otel.span.kind'] === 'string';
}

function spanOfStep(
  runId: string,
  { stepId, parentId, name, startNs, endNs, status, error, facts, attributes, events }: CanonicalStep,
): OtlpSpan {
  const said = attributes['otel.status'];
  const ofJudgement = textAt(attributes, 'otel.trace_id');
  const count = (key: string) => Number(attributes[`otel.dropped_${key}_count`] ?? 0);
  return {
    origin: originOf(attributes),
    traceId: ofJudgement ?? runId,
    spanId: stepId,
    parentSpanId: ofJudgement === undefined ? parentId : null,
    ...(facts.isEntry ? { isParentRemote: true } : {}),
    name: typeof attributes['otel.span.name'] === 'string' ? attributes['otel.span.name'] : name,
    kind: Math.max(0, KINDS.indexOf(String(attributes['otel.span.kind']))),
    startNs,
    endNs,
    attributes: without(attributes, OWN_KEY),
    droppedAttributes: count('attributes'),
    events: events
      .filter((event) => !(LOG_ORDINAL in event.attributes))
      .map((event) => ({
        name: event.name,
        timeNs: event.timeNs,
        attributes: without(event.attributes, /^otel\.dropped_attributes_count$/),
        droppedAttributes: Number(event.attributes['otel.dropped_attributes_count'] ?? 0),
      })),
    droppedEvents: count('events'),
    links: linksOf(facts.links ?? [], attributes['otel.links']),
    droppedLinks: count('links'),
    statusCode: isObject(said) ? Number(said['code'] ?? 0) : status === 'error' ? 2 : 0,
    statusMessage: isObject(said) ? String(said['message'] ?? '') : [error ?? '', facts.errorDetail ?? ''].filter(Boolean).join('\n'),
    traceState: textAt(attributes, 'otel.trace_state') ?? '',
    losses: facts.losses ?? [],
  };
}

function originOf(attributes: Attributes): OtlpSpan['origin'] {
  const object = (key: string) => (isObject(attributes[key]) ? (attributes[key] as Attributes) : {});
  return {
    resource: object('otel.resource'),
    scopeName: textAt(attributes, 'otel.scope.name') ?? '',
    scopeVersion: textAt(attributes, 'otel.scope.version') ?? '',
    scope: object('otel.scope'),
  };
}

function linksOf(links: readonly { traceId: string; spanId: string }[], told: Json | undefined): OtlpSpan['links'] {
  const detailed = Array.isArray(told) ? (told as unknown as OtlpSpan['links']) : [];
  return links.map(
    (link) => detailed.find(({ traceId, spanId }) => traceId === link.traceId && spanId === link.spanId) ?? { ...link, attributes: {} },
  );
}

/** Records that came beside the span tell their part again. */
function withLogs(runId: string, span: CanonicalStep, { stepId, events }: CanonicalStep, sources: readonly Source[]): CanonicalStep {
  const logs = events
    .filter(({ attributes }) => LOG_ORDINAL in attributes)
    .map(
      ({ name, timeNs, attributes }): OtlpLog => ({
        origin: originOf(attributes),
        timeNs,
        severityNumber: Number(attributes['log.severity_number'] ?? 0),
        severityText: textAt(attributes, 'log.severity_text') ?? '',
        eventName: name,
        body: attributes[LOG_BODY] ?? null,
        attributes: without(attributes, LOG_KEY),
        droppedAttributes: Number(attributes['otel.dropped_attributes_count'] ?? 0),
        traceId: runId,
        spanId: stepId,
        losses: [],
      }),
    );
  const [told] = runsFromLogs(logs, sources).runs;
  return (told?.steps ?? []).reduce((step, part) => mergeSteps(step, { ...part, events: [] }), span);
}

function without(attributes: Attributes, keys: RegExp): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !keys.test(key)));
}
