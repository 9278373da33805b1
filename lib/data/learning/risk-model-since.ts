// How a version of the risk has done since it took force: on verdicts that came after the score.
import 'server-only';
import { auroc } from '@/lib/domain/learning/ranking-figures';
import type { SinceInForce } from '@/lib/domain/learning/risk-model-view';
import { modelVersion } from '@/lib/domain/learning/risk-model';
import type { Tx } from '@/lib/data/database';

/** The newest; enough for any figure. */
const MAX_VERDICTS = 2000;

/** A decided run keeps the score it was decided on, so its model version tells what reviewers saw. */
export async function measureSince(tx: Tx, projectId: string, version: number): Promise<SinceInForce> {
  const suffix = `%${modelVersion('', version)}`;
  const rows = await tx.$queryRaw<{ score: number; logit: number; isBad: boolean }[]>`
    SELECT k.score, (k.basis->>'logit')::float8 AS logit, i.outcome <> 'approved' AS "isBad"
    FROM item i JOIN risk k ON k.project_id = i.project_id AND k.project_id = ${projectId}::uuid AND k.run_id = i.run_id AND k.revision = i.revision
    WHERE i.project_id = ${projectId}::uuid AND i.state = 'done' AND k.model_version LIKE ${suffix} AND k.basis IS NOT NULL
    ORDER BY i.decided_at DESC LIMIT ${MAX_VERDICTS}`;
  const changed = rows.filter(({ isBad }) => isBad).length;
  const hasBoth = changed > 0 && changed < rows.length;
  return {
    verdicts: rows.length,
    changed,
    auroc: hasBoth ? { learnt: auroc(rows), shipped: auroc(rows.map(({ logit, isBad }) => ({ score: logit, isBad }))) } : null,
  };
}
