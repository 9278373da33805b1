// Reads and writes the counts of days.
import 'server-only';
import { type DayRow, rowKey } from '@/lib/domain/drift/day-row';
import type { Counts } from '@/lib/domain/drift/run-contribution';
import type { Tx } from '@/lib/data/database';
import { sendSql } from '@/lib/data/sql-sender';

interface StoredRow {
  day: string;
  sliceKind: string;
  sliceValue: string;
  runs: number;
  counts: Counts;
  latencyRuns: number;
  latencyMs: number;
  costRuns: number;
  costUsd: string;
  tokenRuns: number;
  inputTokens: string;
  outputTokens: string;
}

const COLUMNS = `d.day::text AS day, d.slice_kind AS "sliceKind", d.slice_value AS "sliceValue", d.runs, d.counts,
  d.latency_runs AS "latencyRuns", d.latency_ms AS "latencyMs", d.cost_runs AS "costRuns", d.cost_usd::text AS "costUsd",
  d.token_runs AS "tokenRuns", d.input_tokens::text AS "inputTokens", d.output_tokens::text AS "outputTokens"`;

/** All slices of the days, by `rowKey`. */
export async function readDayRows(tx: Tx, projectId: string, days: readonly string[]): Promise<Map<string, DayRow>> {
  const rows = await sendSql<StoredRow>(
    tx,
    `SELECT ${COLUMNS} FROM drift_day d WHERE d.project_id = $1::uuid AND d.day = ANY($2::text[]::date[])`,
    [projectId, [...days]],
  );
  return new Map(rows.map((row) => [rowKey(row.day, row.sliceKind, row.sliceValue), dayRowOf(row)]));
}

/** One slice over a range of days, the last inclusive, in their order: one index range, whatever the number of runs. */
export async function readSliceDays(
  tx: Tx,
  projectId: string,
  slice: { kind: string; value: string },
  range: { from: string; to: string },
): Promise<DayRow[]> {
  const rows = await sendSql<StoredRow>(
    tx,
    `SELECT ${COLUMNS} FROM drift_day d
     WHERE d.project_id = $1::uuid AND d.slice_kind = $2 AND d.slice_value = $3 AND d.day BETWEEN $4::date AND $5::date ORDER BY d.day`,
    [projectId, slice.kind, slice.value, range.from, range.to],
  );
  return rows.map(dayRowOf);
}

/** Replaces the rows; one that holds no run any more is removed. */
export async function writeDayRows(tx: Tx, projectId: string, rows: readonly DayRow[]): Promise<void> {
  const kept = rows.filter(({ sums }) => sums.runs > 0);
  const empty = rows.filter(({ sums }) => sums.runs <= 0);
  if (empty.length > 0) {
    await sendSql(
      tx,
      `DELETE FROM drift_day d USING jsonb_to_recordset($2::jsonb) AS e(day date, kind text, value text)
       WHERE d.project_id = $1::uuid AND d.slice_kind = e.kind AND d.slice_value = e.value AND d.day = e.day RETURNING 1`,
      [projectId, JSON.stringify(empty.map(({ day, sliceKind, sliceValue }) => ({ day, kind: sliceKind, value: sliceValue })))],
    );
  }
  if (kept.length === 0) return;
  const values = kept.map(({ day, sliceKind, sliceValue, counts, sums }) => ({
    day,
    slice_kind: sliceKind,
    slice_value: sliceValue,
    runs: sums.runs,
    counts,
    latency_runs: sums.latencyRuns,
    latency_ms: sums.latencyMs,
    cost_runs: sums.costRuns,
    // Sums of decimals that went through doubles: nine digits are what the column keeps.
    cost_usd: Math.max(0, sums.costUsd).toFixed(9),
    token_runs: sums.tokenRuns,
    input_tokens: Math.round(sums.inputTokens),
    output_tokens: Math.round(sums.outputTokens),
  }));
  const names = Object.keys(values[0] ?? {});
  const changed = names.filter((name) => !['day', 'slice_kind', 'slice_value'].includes(name));
  await sendSql(
    tx,
    `INSERT INTO drift_day (project_id, ${names.join(', ')})
     SELECT $1::uuid, ${names.map((name) => `v.${name}`).join(', ')} FROM jsonb_to_recordset($2::jsonb) AS v(day date, slice_kind text,
       slice_value text, runs int, counts jsonb, latency_runs int, latency_ms float8, cost_runs int, cost_usd numeric, token_runs int,
       input_tokens bigint, output_tokens bigint)
     ON CONFLICT (project_id, slice_kind, slice_value, day) DO UPDATE SET ${changed.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    [projectId, JSON.stringify(values)],
  );
}

function dayRowOf(row: StoredRow): DayRow {
  return {
    day: row.day,
    sliceKind: row.sliceKind,
    sliceValue: row.sliceValue,
    counts: row.counts,
    sums: {
      runs: row.runs,
      latencyRuns: row.latencyRuns,
      latencyMs: row.latencyMs,
      costRuns: row.costRuns,
      costUsd: Number(row.costUsd),
      tokenRuns: row.tokenRuns,
      inputTokens: Number(row.inputTokens),
      outputTokens: Number(row.outputTokens),
    },
  };
}
