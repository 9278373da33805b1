// Indexes what checked runs share with others: passages, pages, document versions, failing steps. Written when a run is checked.
import 'server-only';
import type { Tx } from '@/lib/data/database';
import { textArray } from '@/lib/data/sql-array';
import { writeStepErrors } from '@/lib/data/runs/step-errors';

/**
 * Replaces the rows of these runs by what their current revisions say. Idempotent; called in the transaction that stores a
 * checking, and for runs in bulk by whoever writes them past it.
 */
export async function writeRunCauses(tx: Tx, projectId: string, runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return;
  const ids = textArray(runIds);
  await tx.$executeRaw`DELETE FROM run_cause c WHERE c.project_id = ${projectId}::uuid AND c.run_id = ANY(${ids})`;
  await tx.$executeRaw`
    INSERT INTO run_cause (project_id, kind, key, started_at, run_id)
    WITH r AS (SELECT x.run_id, x.revision, x.started_at, x.document_ids FROM run x
      WHERE x.project_id = ${projectId}::uuid AND x.run_id = ANY(${ids}) AND x.revision IS NOT NULL),
    p AS (SELECT q.run_id, r.started_at, q.content, q.document_id, q.version, q.page FROM r
      JOIN passage q ON q.project_id = ${projectId}::uuid AND q.run_id = r.run_id AND q.revision = r.revision),
    given AS (
      SELECT p.run_id, p.started_at, p.document_id, p.version FROM p WHERE p.document_id IS NOT NULL
      UNION
      SELECT r.run_id, r.started_at, a->>'documentId', (a->>'version')::int
      FROM r JOIN claim c ON c.project_id = ${projectId}::uuid AND c.run_id = r.run_id AND c.revision = r.revision
        CROSS JOIN LATERAL jsonb_array_elements(c.anchors) a WHERE a->>'documentId' IS NOT NULL
      UNION
      SELECT r.run_id, r.started_at, d.id, NULL FROM r CROSS JOIN LATERAL unnest(r.document_ids) AS d(id)
    )
    SELECT ${projectId}::uuid, 'passage', md5(p.content)::uuid, p.started_at, p.run_id FROM p WHERE p.content <> ''
    UNION
    SELECT ${projectId}::uuid, 'page', md5(p.document_id || chr(10) || coalesce(p.version::text, '') || chr(10) || p.page::text)::uuid, p.started_at, p.run_id
    FROM p WHERE p.document_id IS NOT NULL AND p.page IS NOT NULL
    UNION
    SELECT ${projectId}::uuid, 'document', md5(g.document_id || chr(10) || coalesce(g.version::text, ''))::uuid, g.started_at, g.run_id FROM given g
    WHERE g.version IS NOT NULL OR NOT EXISTS (SELECT FROM given o WHERE o.run_id = g.run_id AND o.document_id = g.document_id AND o.version IS NOT NULL)`;
  await writeStepErrors(tx, projectId, runIds);
}
