// The steps of a run as a browser holds them: one typed column for each fact, so that a run of 100,000 steps takes a few megabytes.
import { STEP_KINDS, type StepKind } from '@/lib/domain/run/run';
import { STEP_MARKS, type StepMark } from '@/lib/domain/step-mark';
import { STEP_STATES, type StepChunk } from './step-chunk';

/** Columns in tree order; only the first `count` places are filled while chunks are still coming. NaN and -1 mean: not known. */
export interface StepTable {
  total: number;
  count: number;
  ids: string[];
  /** The first place of each id. */
  placeById: Map<string, number>;
  texts: string[];
  depth: Int32Array;
  kind: Uint8Array;
  status: Uint8Array;
  /** 0, or 1 more than the place in STEP_MARKS. */
  mark: Uint8Array;
  name: Int32Array;
  error: Int32Array;
  model: Int32Array;
  /** Milliseconds since the earliest step. */
  start: Float64Array;
  /** Milliseconds; negative where a step says that it ended before it started. */
  duration: Float64Array;
  tokens: Float64Array;
  costUsd: Float64Array;
  problems: Uint16Array;
}

export const FAILED = STEP_STATES.indexOf('error');

/** Room for `total` steps and none of them in it. */
export function emptyTable(total: number): StepTable {
  return {
    total,
    count: 0,
    ids: [],
    placeById: new Map(),
    texts: [],
    depth: new Int32Array(total),
    kind: new Uint8Array(total),
    status: new Uint8Array(total),
    mark: new Uint8Array(total),
    name: new Int32Array(total),
    error: new Int32Array(total).fill(-1),
    model: new Int32Array(total).fill(-1),
    start: new Float64Array(total).fill(Number.NaN),
    duration: new Float64Array(total).fill(Number.NaN),
    tokens: new Float64Array(total).fill(Number.NaN),
    costUsd: new Float64Array(total).fill(Number.NaN),
    problems: new Uint16Array(total),
  };
}

/**
 * The same table with one more chunk: columns are shared, the object is new. Throws when the chunk is not the next one or holds more
 * than there is room for: a step is never skipped and never taken twice.
 */
export function withChunk(table: StepTable, chunk: StepChunk): StepTable {
  const { from, ids } = chunk;
  if (from !== table.count || from + ids.length > table.total)
    throw new Error(`steps ${from} to ${from + ids.length} do not follow ${table.count} of ${table.total}`);
  const firstText = table.texts.length;
  for (const text of chunk.texts) table.texts.push(text);
  let depth = 0;
  let startNs = 0;
  for (let index = 0; index < ids.length; index++) {
    const at = from + index;
    const id = ids[index] as string;
    table.ids.push(id);
    if (!table.placeById.has(id)) table.placeById.set(id, at);
    depth += chunk.depths[index] as number;
    table.depth[at] = depth;
    table.kind[at] = chunk.kinds.charCodeAt(index) - 97;
    table.status[at] = chunk.states.charCodeAt(index) - 97;
    table.name[at] = firstText + (chunk.names[index] as number);
    const step = chunk.starts[index];
    if (step !== null && step !== undefined) {
      startNs += step;
      table.start[at] = startNs / 1e6;
    }
    const durationNs = chunk.durations[index];
    if (durationNs !== null && durationNs !== undefined) table.duration[at] = durationNs / 1e6;
  }
  for (const [index, value] of chunk.marks) table.mark[from + index] = value;
  for (const [index, value] of chunk.errors) table.error[from + index] = firstText + value;
  for (const [index, value] of chunk.models) table.model[from + index] = firstText + value;
  for (const [index, value] of chunk.tokens) table.tokens[from + index] = value;
  for (const [index, value] of chunk.costs) table.costUsd[from + index] = value;
  for (const [index, value] of chunk.problems) table.problems[from + index] = Math.min(65_535, value);
  return { ...table, count: from + ids.length };
}

export const tableOf = (chunks: readonly StepChunk[]): StepTable => chunks.reduce(withChunk, emptyTable(chunks[0]?.total ?? 0));

/** What a row shows, out of the columns. */
export interface StepBrief {
  id: string;
  kind: StepKind;
  name: string;
  depth: number;
  mark: StepMark | null;
  status: (typeof STEP_STATES)[number];
  error: string | null;
  startMs: number | null;
  durationMs: number | null;
  tokens: number | null;
  costUsd: number | null;
  modelName: string | null;
  problems: number;
}

export function briefAt(table: StepTable, at: number): StepBrief {
  const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  return {
    id: table.ids[at] as string,
    kind: STEP_KINDS[table.kind[at] as number] as StepKind,
    name: table.texts[table.name[at] as number] ?? '',
    depth: table.depth[at] as number,
    mark: STEP_MARKS[(table.mark[at] as number) - 1] ?? null,
    status: STEP_STATES[table.status[at] as number] as StepBrief['status'],
    error: table.texts[table.error[at] as number] ?? null,
    startMs: known(table.start[at]),
    durationMs: known(table.duration[at]),
    tokens: known(table.tokens[at]),
    costUsd: known(table.costUsd[at]),
    modelName: table.texts[table.model[at] as number] ?? null,
    problems: table.problems[at] as number,
  };
}
