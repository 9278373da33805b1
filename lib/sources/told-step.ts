// A step of a tracer's own HTTP call, put together as a span's step is: name, kind by name, error in lines, events' facts.
import { withEventFacts } from '@/lib/domain/merge-step';
import { parseInstantNs } from '@/lib/domain/instant';
import type { CanonicalStep, Json } from '@/lib/domain/run/run';
import type { Attributes } from './otlp-span';
import type { SpanReading } from './source';
import { kindOfName } from './step-kind';

export interface ToldStep {
  stepId: string;
  parentId: string | null;
  name: string;
  startNs: bigint | null;
  endNs: bigint | null;
  reading: SpanReading;
  /** The records as sent. */
  attributes: Attributes;
}

/** A step with an end is over; one with a start only is still running. */
export function toldStep({ stepId, parentId, name, startNs, endNs, reading, attributes }: ToldStep): CanonicalStep {
  const [error, ...rest] = reading.error?.split('\n') ?? [];
  const detail = rest.join('\n').trim();
  const ownKind = reading.kind ?? (reading.facts?.modelName === undefined ? 'CHAIN' : 'LLM');
  return withEventFacts({
    stepId,
    parentId,
    kind: ownKind === 'CHAIN' ? (kindOfName(name, parentId === null) ?? ownKind) : ownKind,
    ...(reading.sourceKind === undefined ? {} : { sourceKind: reading.sourceKind }),
    name: reading.name ?? name,
    startNs,
    endNs,
    status: reading.status ?? (reading.error !== undefined ? 'error' : endNs !== null ? 'ok' : startNs === null ? 'unset' : 'running'),
    error: error ?? null,
    input: reading.input ?? null,
    output: reading.output ?? null,
    facts: { ...reading.facts, ...(detail === '' || reading.facts?.errorDetail !== undefined ? {} : { errorDetail: detail }) },
    attributes,
    events: [],
  });
}

/** A step of which nothing is known but its id; it is read from its attributes afterwards. */
export function blankStep(stepId: string, attributes: Attributes): CanonicalStep {
  return toldStep({ stepId, parentId: null, name: '', startNs: null, endNs: null, reading: {}, attributes });
}

/** RFC 3339 text to nanoseconds; null for anything else. */
export function instantOf(value: Json | undefined): bigint | null {
  return typeof value === 'string' ? parseInstantNs(value) : null;
}

/** Seconds since the epoch, with a fraction, to nanoseconds. A float holds microseconds of our time and no more. */
export function secondsToNs(value: Json | undefined): bigint | null {
  if (typeof value !== 'number' || !(value >= 0) || value > 9_000_000_000) return null;
  return BigInt(Math.round(value * 1e6)) * 1000n;
}
