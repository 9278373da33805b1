// A step of a tracer's own HTTP calls, put together as a span's step is: name, kind by name, error in lines, events' facts.
import { withEventFacts } from '@/lib/domain/merge-step';
import { parseInstantNs } from '@/lib/domain/instant';
import type { CanonicalStep, Json } from '@/lib/domain/run/run';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import type { Attributes } from './otlp-span';
import type { SpanReading } from './source';
import { kindOfName } from './step-kind';

export interface ToldStep {
  parentId: string | null;
  name: string;
  /** Where a step without a parent is not the workflow for all that. */
  isRoot?: boolean;
  startNs: bigint | null;
  endNs: bigint | null;
  reading: SpanReading;
  events?: CanonicalStep['events'];
}

/**
 * The step with what its records tell in place of what it said before; its attributes, where the records are kept, and its losses
 * stay. A step with an end is over; one with a start only is still running.
 */
export function retoldStep(
  step: CanonicalStep,
  { parentId, name, isRoot = parentId === null, startNs, endNs, reading, events = step.events }: ToldStep,
  kindRules?: readonly KindRule[],
): CanonicalStep {
  const [error, ...rest] = reading.error?.split('\n') ?? [];
  const detail = rest.join('\n').trim();
  const ownKind = reading.kind ?? (reading.facts?.modelName === undefined ? 'CHAIN' : 'LLM');
  const losses = [...(step.facts.losses ?? []), ...(reading.facts?.losses ?? [])];
  return withEventFacts({
    stepId: step.stepId,
    parentId,
    kind: ownKind === 'CHAIN' ? (kindOfName(name, isRoot, kindRules) ?? ownKind) : ownKind,
    ...(reading.sourceKind === undefined ? {} : { sourceKind: reading.sourceKind }),
    name: reading.name ?? name,
    startNs,
    endNs,
    status: reading.status ?? (reading.error !== undefined ? 'error' : endNs !== null ? 'ok' : startNs === null ? 'unset' : 'running'),
    error: error ?? null,
    input: reading.input ?? null,
    output: reading.output ?? null,
    facts: {
      ...reading.facts,
      ...(detail === '' || reading.facts?.errorDetail !== undefined ? {} : { errorDetail: detail }),
      ...(losses.length > 0 ? { losses: [...new Set(losses)] } : {}),
    },
    attributes: step.attributes,
    events,
  });
}

/** A step of which nothing is known but its id; it is read from its attributes afterwards. */
export function blankStep(stepId: string, attributes: Attributes): CanonicalStep {
  return {
    stepId,
    parentId: null,
    kind: 'CHAIN',
    name: '',
    startNs: null,
    endNs: null,
    status: 'unset',
    error: null,
    input: null,
    output: null,
    facts: {},
    attributes,
    events: [],
  };
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
