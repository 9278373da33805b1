// Which checked runs name a document.
import 'server-only';
import type { Tx } from '@/lib/data/database';

/** Run ids in order, after one, at most `limit`. */
export async function listRunsNaming(tx: Tx, projectId: string, documentId: string, after: string, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ runId: string }[]>`
    SELECT run_id AS "runId" FROM run WHERE project_id = ${projectId}::uuid AND document_ids @> ARRAY[${documentId}]::text[] AND run_id > ${after}
    ORDER BY run_id LIMIT ${limit}`;
  return rows.map((row) => row.runId);
}
