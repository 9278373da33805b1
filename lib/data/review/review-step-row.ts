// Stores the REVIEW step of a decision beside the steps of its run. The run's own row is not touched: nothing is reopened.
import 'server-only';
import { isoMicros } from '@/lib/domain/instant';
import type { CanonicalStep } from '@/lib/domain/run/run';
import type { Tx } from '@/lib/data/database';
import { jsonText } from '@/lib/data/sql-array';
import { sendSql } from '@/lib/data/sql-sender';
import { stepRow } from '@/lib/data/ingest/step-row';

/** Answers the id of the step. */
export async function storeReviewStep(tx: Tx, projectId: string, step: CanonicalStep, runId: string, at: Date): Promise<string> {
  const row = stepRow(runId, step);
  await sendSql(
    tx,
    `INSERT INTO step (project_id, run_id, step_id, parent_id, kind, source_kind, name, started_at, ended_at, start_ns, end_ns, status, error, facts, content_hash, received_at)
    VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8::timestamptz, $9::timestamptz, $10::bigint, $11::bigint, $12, $13, $14::jsonb, decode($15, 'hex'), $16::timestamptz)`,
    [
      projectId,
      runId,
      row.stepId,
      row.parentId,
      row.kind,
      row.sourceKind,
      row.name,
      row.startNs === null ? null : isoMicros(row.startNs),
      row.endNs === null ? null : isoMicros(row.endNs),
      row.startNs === null ? null : String(row.startNs),
      row.endNs === null ? null : String(row.endNs),
      row.status,
      row.error,
      jsonText(row.facts),
      Buffer.from(row.contentHash, 'latin1').toString('hex'),
      at.toISOString(),
    ],
  );
  await sendSql(
    tx,
    `INSERT INTO step_io (project_id, run_id, step_id, input, output, attributes, events) VALUES ($1::uuid, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7::jsonb)`,
    [projectId, runId, row.stepId, ...[row.input, row.output, row.attributes, row.events].map((body) => body && jsonText(body))],
  );
  return row.stepId;
}
