// Rows of the single-table schema that hang together as one run: a row is a step, a parent's trace_id holds the rows below it.
import { parseContainer } from '@/lib/domain/json-container';
import type { Json, StepKind } from '@/lib/domain/run/run';
import { isoMicros } from '@/lib/domain/instant';
import { instantNs } from './instant-text';
import { rowRecord } from './row-record';
import type { TableRow } from './table-columns';

type JsonObject = { [key: string]: Json };

const KINDS: readonly (readonly [RegExp, StepKind])[] = [
  [/re-?rank/i, 'RERANK'],
  [/embed/i, 'EMBEDDING'],
  [/retriev|search|lookup|vector/i, 'RETRIEVAL'],
  [/guard|moderat/i, 'GUARDRAIL'],
  [/valid|check/i, 'VALIDATION'],
  [/review|human|approv/i, 'REVIEW'],
  [/eval|score|judge/i, 'EVALUATION'],
  [/fallback/i, 'FALLBACK'],
  [/rout|classif|handoff/i, 'ROUTE'],
  [/pars|extract/i, 'PARSE'],
  [/tool|function/i, 'TOOL'],
  [/agent/i, 'AGENT'],
  [/llm|generat|completion|chat|model|inference/i, 'LLM'],
  [/prompt|template/i, 'PROMPT'],
];

/** The kind that a word of the table means; CHAIN when it means none. */
export function kindOfEventType(word: string | undefined): StepKind {
  return KINDS.find(([pattern]) => word !== undefined && pattern.test(word))?.[1] ?? 'CHAIN';
}

/**
 * One run record of the tree below `rootId`. Rows are ordered as they were written where the table says when. A single row is a run
 * with one step. Columns beyond the schema that are fields of a run record are taken from the root, the others are kept.
 */
export function tableRun(rootId: string, rows: readonly TableRow[]): JsonObject {
  const ordered = [...rows].sort((a, b) => compare(a.startNs, b.startNs) || (a.order < b.order ? -1 : 1));
  const sizes = new Map<string, number>();
  const stepIds = new Map<TableRow, string>();
  const firstOf = new Map<string, string>();
  const shared = new Set(ordered.map(({ traceId }) => traceId).filter((id, index, all) => all.indexOf(id) !== index));
  for (const row of ordered) {
    const number = (sizes.get(row.traceId) ?? 0) + 1;
    sizes.set(row.traceId, number);
    const stepId = shared.has(row.traceId) ? `${row.traceId}#${row.rowId ?? number}` : row.traceId;
    stepIds.set(row, stepId);
    if (number === 1) firstOf.set(row.traceId, stepId);
  }
  const root = ordered.find(({ traceId }) => traceId === rootId);
  if (!root) throw new Error(`the rows of ${rootId} do not hold it`);
  const parentOf = (row: TableRow) => (row.traceId === rootId || row.parentId === null ? null : (firstOf.get(row.parentId) ?? null));
  return {
    ...runFields(root, ordered.length > 1),
    run_id: rootId,
    steps: ordered.map((row) => stepOf(row, stepIds.get(row) ?? row.traceId, parentOf(row))),
  };
}

/** What the root states of the run. Costs stand on the steps when there are several, so that nothing is counted twice. */
function runFields(root: TableRow, hasSteps: boolean): JsonObject {
  const { event_type: _e, parent_trace_id: _p, trace_id: _t, input, output, ...rest } = root.values;
  const record = rowRecord(rest, new Map(), root.traceId);
  if (hasSteps) delete record['cost_usd'];
  const given = { input: structured(input), output: structured(output) };
  const { startNs, endNs } = root;
  return {
    ...record,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(startNs === null ? {} : { started_at: isoMicros(startNs) }),
    ...(endNs === null ? {} : { ended_at: isoMicros(endNs) }),
  } as JsonObject;
}

function stepOf({ values, startNs, endNs }: TableRow, stepId: string, parentId: string | null): JsonObject {
  const { input, output, event_type, model_name, prompt_version, cost_usd, duration_ms, metadata } = values;
  const word = typeof event_type === 'string' ? event_type : undefined;
  const attributes = {
    event_type,
    'llm.model_name': model_name,
    'llm.prompt_template.version': prompt_version,
    'llm.cost.total': typeof cost_usd === 'string' ? Number(cost_usd) : cost_usd,
    duration_ms,
    metadata: structured(metadata),
  };
  const step = {
    step_id: stepId,
    parent_id: parentId,
    kind: kindOfEventType(word),
    name: word ?? 'event',
    started_at: startNs === null ? null : isoMicros(startNs),
    ended_at: endNs === null ? null : isoMicros(endNs),
    input: structured(input),
    output: structured(output),
    attributes: Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null)),
  };
  return JSON.parse(JSON.stringify(step)) as JsonObject;
}

function structured(value: Json | undefined): Json | undefined {
  return typeof value === 'string' ? (parseContainer(value) ?? value) : (value ?? undefined);
}

function compare(a: bigint | null, b: bigint | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/** Start and end of a row: the time is when it began unless the table has both. */
export function rowTimes(values: JsonObject): { startNs: bigint | null; endNs: bigint | null } {
  const start = instantNs(values['started_at'] ?? values['created_at'] ?? values['timestamp']);
  const stated = instantNs(values['ended_at']);
  const duration = Number(values['duration_ms'] ?? Number.NaN);
  const isKnown = start !== null && Number.isFinite(duration) && duration >= 0;
  return { startNs: start, endNs: stated ?? (isKnown ? start + BigInt(Math.round(duration * 1e6)) : null) };
}
