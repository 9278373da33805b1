// The least that storing the rows of a batch can cost: one INSERT … SELECT unnest for each table that the door writes, in one transaction.
import pg from 'pg';
import { type StepRow, stepRow } from '@/lib/data/ingest/step-row';
import { jsonText } from '@/lib/data/sql-array';
import { isoMicros } from '@/lib/domain/instant';
import type { CanonicalRun } from '@/lib/domain/run/run';

export interface BareBatch {
  spans: number;
  runs: unknown[][];
  steps: unknown[][];
  bodies: unknown[][];
}

const BODIES = ['input', 'output', 'attributes', 'events', 'facts'] as const;
const STEP_FIELDS = 'runId stepId parentId kind sourceKind name startedAt endedAt startNs endNs status error modelName facts contentHash';
const INSERT_RUNS = `INSERT INTO run (project_id, phase, received_at, last_step_at, run_id, source, declared, started_at, step_count, tags, codes, document_ids)
  SELECT $1::uuid, 'receiving', now(), now(), u.*, '{}', '{}', '{}' FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::int[]) AS u`;
const INSERT_STEPS = `INSERT INTO step (project_id, run_id, step_id, parent_id, kind, source_kind, name, started_at, ended_at, start_ns, end_ns, status, error,
    model_name, facts, content_hash, received_at)
  SELECT $1::uuid, u.*, now() FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[],
    $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[], $15::jsonb[], $16::bytea[]) AS u`;
const INSERT_BODIES = `INSERT INTO step_io (project_id, run_id, step_id, input, output, attributes, events)
  SELECT $1::uuid, u.* FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::jsonb[], $6::jsonb[], $7::jsonb[]) AS u`;

/** The rows that the door would store for these runs, under other run ids, ready to be sent. */
export function bareBatch(runs: readonly CanonicalRun[], suffix: string): BareBatch {
  const rows = runs.flatMap((run) => run.steps.map((step) => written(stepRow(`${run.runId}-${suffix}`, step))));
  const columns = (fields: string) => fields.split(' ').map((field) => rows.map((row) => row[field as keyof (typeof rows)[number]]));
  return {
    spans: rows.length,
    runs: [
      runs.map(({ runId }) => `${runId}-${suffix}`),
      runs.map(({ source }) => source),
      runs.map(({ facts }) => JSON.stringify(facts)),
      runs.map(({ steps }) => isoMicros(steps[0]?.startNs ?? 0n)),
      runs.map(({ steps }) => steps.length),
    ],
    steps: columns(STEP_FIELDS),
    bodies: columns('runId stepId input output attributes events'),
  };
}

export async function insertBare(pool: pg.Pool, projectId: string, { runs, steps, bodies }: BareBatch): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; SET LOCAL app.project_id = '${projectId}'`);
    await client.query(INSERT_RUNS, [projectId, ...runs]);
    await client.query(INSERT_STEPS, [projectId, ...steps]);
    await client.query(INSERT_BODIES, [projectId, ...bodies]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

function written(row: StepRow) {
  const [startedAt, endedAt] = [row.startNs, row.endNs].map((ns) => (ns === null ? null : isoMicros(ns)));
  const texts = Object.fromEntries(BODIES.map((name) => [name, row[name] && jsonText(row[name])]));
  const contentHash = Buffer.from(row.contentHash, 'latin1');
  return { ...row, ...texts, contentHash, startedAt, endedAt, startNs: String(row.startNs), endNs: String(row.endNs) };
}
