// One posted run record as a canonical run.
import { parseInstantNs } from '@/lib/domain/instant';
import { isObject } from '@/lib/domain/json-container';
import { readRunRecord } from '@/lib/domain/read-run-record';
import { factsFromRecord } from '@/lib/domain/record-facts';
import type { CanonicalRun, CanonicalStep, Json, RunFacts } from '@/lib/domain/run/run';
import type { StepRecord } from '@/lib/domain/run/run-record';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import type { FieldProblem } from '@/lib/errors';
import type { OtlpSpan } from './otlp-span';
import { readStep } from './read-step';
import { metadataAliases } from './run-metadata';
import type { Source } from './source';

export type PlainReading = { ok: true; run: CanonicalRun } | { ok: false; runId: string | null; problems: FieldProblem[] };

/**
 * One posted record as a run that settles at once. Steps may carry attributes of any convention: `conventions` reads them. What a
 * record says in passing about a review elsewhere, and the sender's `x_` members, are kept in its metadata.
 */
export function runFromRecord(value: unknown, conventions: readonly Source[], kindRules?: readonly KindRule[]): PlainReading {
  const read = readRunRecord(value);
  if (!read.ok) return read;
  const { record, own, losses } = read;
  const kept: { [key: string]: Json } = {
    ...own,
    ...(record.review_outcome == null ? {} : { review_outcome: record.review_outcome }),
    ...(record.eval_case_id == null ? {} : { eval_case_id: record.eval_case_id }),
  };
  const stated = factsFromRecord(record);
  const facts: RunFacts = {
    ...stated,
    ...(Object.keys(kept).length > 0 ? { metadata: { ...stated.metadata, ...kept } } : {}),
    ...(losses.length > 0 ? { losses } : {}),
  };
  const steps = (record.steps ?? []).map((step, index) => stepOf(step, index, conventions, kindRules));
  return {
    ok: true,
    run: { runId: record.run_id, source: 'plain', facts, isWhole: true, steps, aliases: metadataAliases(facts.metadata) },
  };
}

/** Members of a posted step win over what its attributes say in passing. */
function stepOf(step: StepRecord, index: number, conventions: readonly Source[], kindRules?: readonly KindRule[]): CanonicalStep {
  const attributes = isObject(step.attributes as Json) ? (step.attributes as { [key: string]: Json }) : {};
  const name = step.name ?? step.kind?.toLowerCase() ?? `step ${index + 1}`;
  const span = asSpan({
    spanId: step.step_id ?? `step-${index + 1}`,
    parentSpanId: step.parent_id ?? null,
    name,
    startNs: step.started_at == null ? null : parseInstantNs(step.started_at),
    endNs: step.ended_at == null ? null : parseInstantNs(step.ended_at),
    attributes,
    statusCode: step.status === 'error' || step.error != null ? 2 : 0,
    statusMessage: step.error ?? '',
  });
  const reading = readStep(span, conventions, kindRules).step;
  const status = step.status ?? (step.error == null ? (step.ended_at == null ? 'unset' : 'ok') : 'error');
  return {
    ...reading,
    stepId: span.spanId,
    kind: step.kind ?? reading.kind,
    ...(step.kind == null ? {} : { sourceKind: step.kind }),
    name,
    status,
    error: step.error?.split('\n')[0] ?? null,
    input: (step.input as Json | undefined) ?? reading.input,
    output: (step.output as Json | undefined) ?? reading.output,
    facts: { ...reading.facts, ...(step.error?.includes('\n') ? { errorDetail: step.error } : {}) },
    attributes,
  };
}

/** A stored step of a posted record, by what its attributes and its name say today. A kind that the record stated itself stays. */
export function rereadPlainStep(step: CanonicalStep, conventions: readonly Source[], kindRules?: readonly KindRule[]): CanonicalStep {
  const { stepId, parentId, name, startNs, endNs, attributes, status, error } = step;
  const whole = error !== null && step.facts.errorDetail?.startsWith(`${error}\n`) ? step.facts.errorDetail : error;
  const statusCode = status === 'error' || error !== null ? 2 : 0;
  const span = asSpan({ spanId: stepId, parentSpanId: parentId, name, startNs, endNs, attributes, statusCode, statusMessage: whole ?? '' });
  const reading = readStep(span, conventions, kindRules).step;
  const isStated = step.sourceKind === step.kind && reading.sourceKind !== step.kind;
  return {
    ...step,
    kind: isStated ? step.kind : reading.kind,
    ...(isStated || reading.sourceKind === undefined ? {} : { sourceKind: reading.sourceKind }),
    input: step.input ?? reading.input,
    output: step.output ?? reading.output,
    facts: {
      ...reading.facts,
      ...(whole?.includes('\n') ? { errorDetail: whole } : {}),
      ...(step.facts.losses ? { losses: step.facts.losses } : {}),
    },
  };
}

type PostedStep = Pick<OtlpSpan, 'spanId' | 'parentSpanId' | 'name' | 'startNs' | 'endNs' | 'attributes' | 'statusCode' | 'statusMessage'>;

/** Reading takes over the attributes of its span, and those of the step stay as they were posted. */
function asSpan(step: PostedStep): OtlpSpan {
  return {
    ...step,
    attributes: { ...step.attributes },
    origin: { resource: {}, scopeName: '', scopeVersion: '', scope: {} },
    traceId: '',
    kind: 0,
    droppedAttributes: 0,
    events: [],
    droppedEvents: 0,
    links: [],
    droppedLinks: 0,
    traceState: '',
    losses: [],
  };
}
