// A canonical step as the two rows it is stored in: `step` for lists, `step_io` for bodies, each value serialised once.
import 'server-only';
import { hash } from 'node:crypto';
import { MAX_INSTANT_NS } from '@/lib/domain/instant';
import type { CanonicalStep, Json, StepFacts } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import { storableJson, storableText } from '@/lib/domain/storable-json';

export interface StepRow {
  runId: string;
  stepId: string;
  parentId: string | null;
  kind: string;
  sourceKind: string | null;
  name: string;
  startNs: bigint | null;
  endNs: bigint | null;
  status: string;
  error: string | null;
  modelName: string | null;
  facts: string;
  /** SHA-256 over the bodies and the facts, whatever the order of their keys: PostgreSQL keeps none. */
  contentHash: Buffer;
  input: string | null;
  output: string | null;
  attributes: string;
  events: string;
}

/** What PostgreSQL cannot hold, as JSON texts spell it; also matches the same letters in a text, which costs a second look. */
const SUSPICIOUS = /\\u(?:0000|d[89a-f])/;

/** NUL and lone surrogates are replaced by U+FFFD, and the step says so. */
export function stepRow(runId: string, step: CanonicalStep): StepRow {
  const row = serialise(runId, step);
  const repaired = isSuspicious(row) ? repair(step) : step;
  return repaired === step ? row : serialise(runId, repaired);
}

function isSuspicious({ facts, input, output, attributes, events }: StepRow): boolean {
  return [facts, input, output, attributes, events].some((text) => text?.includes('\\u') && SUSPICIOUS.test(text));
}

function serialise(runId: string, step: CanonicalStep): StepRow {
  const input = step.input === null ? null : stableJson(step.input);
  const output = step.output === null ? null : stableJson(step.output);
  const attributes = stableJson(step.attributes);
  const events =
    step.events.length === 0
      ? '[]'
      : stableJson(
          step.events.map(({ name, timeNs, attributes: said }) => ({
            name,
            timeNs: timeNs === null ? null : String(timeNs),
            attributes: said,
          })),
        );
  const facts = stableJson(step.facts as unknown as Json);
  return {
    runId,
    stepId: step.stepId,
    parentId: step.parentId,
    kind: step.kind,
    sourceKind: step.sourceKind === undefined ? null : storableText(step.sourceKind),
    name: storableText(step.name),
    startNs: storableNs(step.startNs),
    endNs: storableNs(step.endNs),
    status: step.status,
    error: step.error === null ? null : storableText(step.error),
    modelName: step.facts.modelName === undefined ? null : storableText(step.facts.modelName),
    facts,
    input,
    output,
    attributes,
    events,
    // By way of hex: a buffer that the hash makes has memory of its own, which costs more than the hash of a short text.
    contentHash: Buffer.from(hash('sha256', `${input}\n${output}\n${attributes}\n${events}\n${facts}`, 'hex'), 'hex'),
  };
}

function repair(step: CanonicalStep): CanonicalStep {
  const { startNs, endNs, events, ...plain } = step;
  const copy = JSON.parse(JSON.stringify({ ...plain, events: events.map(({ name, attributes }) => ({ name, attributes })) })) as {
    [key: string]: Json;
  };
  const { replaced } = storableJson(copy, Number.POSITIVE_INFINITY);
  if (replaced.length === 0) return step;
  const clean = copy as unknown as Omit<CanonicalStep, 'startNs' | 'endNs' | 'events'> & {
    events: { name: string; attributes: { [key: string]: Json } }[];
  };
  const facts: StepFacts = {
    ...clean.facts,
    losses: [...(clean.facts.losses ?? []), `NUL or half of a surrogate pair was replaced by U+FFFD in ${replaced.join(', ')}`],
  };
  return {
    ...clean,
    startNs,
    endNs,
    facts,
    events: clean.events.map((event, index) => ({ ...event, timeNs: events[index]?.timeNs ?? null })),
  };
}

function storableNs(ns: bigint | null): bigint | null {
  return ns === null || ns < 0n || ns > MAX_INSTANT_NS ? null : ns;
}
