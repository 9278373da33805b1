// The row of a step as it is written: short columns as values, long ones as bytes outside of the heap of JavaScript. Batches wait for the database,
// and what waits on the heap is copied by the collector over and over.
import 'server-only';
import { hash } from 'node:crypto';
import { MAX_INSTANT_NS } from '@/lib/domain/instant';
import type { CanonicalStep, Json, StepFacts } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import { storableJson, storableText } from '@/lib/domain/storable-json';
import { type JsonBytes, jsonOf } from '@/lib/data/sql-array';
import { TextSlab } from './text-slab';

export interface StepRow {
  runId: string;
  stepId: string;
  parentId: string | null;
  kind: CanonicalStep['kind'];
  sourceKind: string | null;
  name: string;
  startNs: bigint | null;
  endNs: bigint | null;
  status: CanonicalStep['status'];
  error: string | null;
  modelName: string | null;
  facts: JsonBytes;
  /** SHA-256 over the bodies and the facts, whatever the order of their keys: PostgreSQL keeps none. 32 characters of Latin-1, one a byte. */
  contentHash: string;
  input: JsonBytes | null;
  output: JsonBytes | null;
  attributes: JsonBytes;
  events: JsonBytes;
}

/** What PostgreSQL cannot hold, as JSON texts spell it; also matches the same letters in a text, which costs a second look. */
const SUSPICIOUS = /\\u(?:0000|d[89a-f])/;
const NEWLINE = 0x0a;
const slab = new TextSlab();

/** NUL and lone surrogates are replaced by U+FFFD, and the step says so. Throws a RangeError for what nests too deep. */
export function stepRow(runId: string, step: CanonicalStep): StepRow {
  const { row, bodies } = serialise(runId, step);
  if (!bodies.includes('\\u') || !SUSPICIOUS.test(bodies.toString())) return row;
  const repaired = repair(step);
  return repaired === step ? row : serialise(runId, repaired).row;
}

/** With all bodies and facts as they stand one behind the other. */
function serialise(runId: string, step: CanonicalStep): { row: StepRow; bodies: Buffer } {
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
  const texts = [
    step.input === null ? 'null' : stableJson(step.input),
    step.output === null ? 'null' : stableJson(step.output),
    stableJson(step.attributes),
    events,
    stableJson(step.facts as unknown as Json),
  ];
  const { bytes, ends, start } = slab.put(texts, NEWLINE);
  const bodies = bytes.subarray(start, ends[4]);
  const bodyAt = (index: number): JsonBytes => ({
    bytes,
    start: index === 0 ? start : (ends[index - 1] as number) + 1,
    end: ends[index] as number,
  });
  const row: StepRow = {
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
    input: step.input === null ? null : bodyAt(0),
    output: step.output === null ? null : bodyAt(1),
    attributes: bodyAt(2),
    events: bodyAt(3),
    facts: bodyAt(4),
    contentHash: hash('sha256', bodies, 'binary'),
  };
  return { row, bodies };
}

/** The step as its row says it, which is what can be stored of it. */
export function rowStep(row: StepRow): CanonicalStep {
  const events = jsonOf(row.events) as { name: string; timeNs: string | null; attributes: { [key: string]: Json } }[];
  return {
    stepId: row.stepId,
    parentId: row.parentId,
    kind: row.kind,
    ...(row.sourceKind === null ? {} : { sourceKind: row.sourceKind }),
    name: row.name,
    startNs: row.startNs,
    endNs: row.endNs,
    status: row.status,
    error: row.error,
    input: row.input === null ? null : jsonOf(row.input),
    output: row.output === null ? null : jsonOf(row.output),
    facts: jsonOf(row.facts) as StepFacts,
    attributes: jsonOf(row.attributes) as { [key: string]: Json },
    events: events.map((event) => ({ ...event, timeNs: event.timeNs === null ? null : BigInt(event.timeNs) })),
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
