// Our own attributes: `countersign.step.kind`, and `countersign.<field>` for any field of a run record that a trace cannot say.
import { parseContainer } from '@/lib/domain/json-container';
import { factsFromRecord } from '@/lib/domain/record-facts';
import { STEP_KINDS, type Json, type StepKind } from '@/lib/domain/run/run';
import { MAX_ID_CHARS, runRecordSchema, type RunRecord } from '@/lib/domain/run/run-record';
import { defined, textAt } from './attribute-reader';
import type { Attributes, OtlpSpan } from './otlp-span';
import type { Source, SpanReading } from './source';

const PREFIX = 'countersign.';
const SHAPE = runRecordSchema.shape;
/** Fields that have another home in a trace. */
const NOT_STATED: readonly string[] = ['run_id', 'steps', 'review_outcome', 'eval_case_id', 'started_at', 'ended_at'];
const FIELDS = (Object.keys(SHAPE) as (keyof RunRecord)[]).filter((field) => !NOT_STATED.includes(field));

export const countersignAttributes: Source = {
  name: 'countersign',
  spans: { ownsName: (name) => name.startsWith(PREFIX), read: readSpan },
};

function readSpan({ attributes }: OtlpSpan): SpanReading {
  const kind = textAt(attributes, `${PREFIX}step.kind`)?.toUpperCase();
  const { record, losses } = statedRecord(attributes);
  const runId = textAt(attributes, `${PREFIX}run_id`);
  return defined({
    kind: STEP_KINDS.includes(kind as StepKind) ? (kind as StepKind) : undefined,
    sourceKind: kind,
    facts: losses.length > 0 ? { losses } : undefined,
    explicitRun: factsFromRecord(record),
    aliases: runId !== undefined && runId.length <= MAX_ID_CHARS ? [{ alias: runId, kind: 'request' as const }] : undefined,
  });
}

/** Each field is read alone: one that is wrong is noted and does not take the others with it. */
function statedRecord(attributes: Attributes): { record: Partial<RunRecord>; losses: string[] } {
  const record: { [field: string]: unknown } = {};
  const losses: string[] = [];
  for (const field of FIELDS) {
    const sent = attributes[`${PREFIX}${field}`];
    if (sent === undefined || sent === null) continue;
    const parsed = SHAPE[field].safeParse(statedValue(sent, field));
    if (parsed.success) record[field] = parsed.data;
    else losses.push(`${PREFIX}${field} ${parsed.error.issues[0]?.message ?? 'is not valid'}; it was left out`);
  }
  return { record: record as Partial<RunRecord>, losses };
}

/** Attributes of older SDKs are scalars: lists and objects come as JSON text, numbers now and then as text. */
function statedValue(sent: Json, field: string): Json {
  if (typeof sent !== 'string' || field === 'input' || field === 'output') return sent;
  const container = parseContainer(sent);
  if (container !== undefined) return container;
  const isNumber = /^-?\d+(\.\d+)?$/.test(sent) && SHAPE[field as keyof typeof SHAPE].safeParse(sent).success === false;
  return isNumber ? Number(sent) : sent;
}
