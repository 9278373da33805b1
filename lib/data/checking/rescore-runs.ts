// Scores the runs of open items by the model in force, from what was kept of each run: nothing is checked again.
import 'server-only';
import { applyRiskModel } from '@/lib/domain/learning/apply-risk-model';
import { riskBasisSchema } from '@/lib/domain/learning/risk-basis';
import { baseVersionOf, modelVersion } from '@/lib/domain/learning/risk-model';
import { type Tx, withProject } from '@/lib/data/database';
import { markForCounting } from '@/lib/data/insights/drift-mark';
import { retryDeadlock } from '@/lib/data/retry-deadlock';
import { riskModelInForce } from '@/lib/data/learning/risk-model-force';
import { sendSql } from '@/lib/data/sql-sender';

const PAGE = 200;

/**
 * One page in one transaction; answers where to go on, or null at the end. A run that is scored by the model in force is passed
 * over, so a job that was cut off goes on where it was. Items stay in their queues, whatever a rule says of the new score; decided
 * runs keep the score that they were decided on.
 */
export async function rescorePage(projectId: string, after: string): Promise<string | null> {
  return retryDeadlock(() => withProject(projectId, (tx) => rescore(tx, projectId, after)));
}

interface OpenRun {
  runId: string;
  revision: string;
  modelVersion: string;
  basis: unknown;
}

async function rescore(tx: Tx, projectId: string, after: string): Promise<string | null> {
  const { model } = await riskModelInForce(tx, projectId);
  // Locked in the order of their ids, as by ingest: a run that is being checked anew is left to that.
  const runs = await tx.$queryRaw<OpenRun[]>`
    SELECT r.run_id AS "runId", r.revision, k.model_version AS "modelVersion", k.basis
    FROM run r JOIN risk k ON k.project_id = r.project_id AND k.project_id = ${projectId}::uuid AND k.run_id = r.run_id AND k.revision = r.revision
    WHERE r.project_id = ${projectId}::uuid AND r.run_id > ${after} AND k.basis IS NOT NULL
      AND k.model_version <> regexp_replace(k.model_version, '[+]p[0-9]+$', '') || ${model ? modelVersion('', model.version) : ''}
      AND EXISTS (SELECT FROM item i WHERE i.project_id = ${projectId}::uuid AND i.run_id = r.run_id AND i.state IN ('waiting', 'leased', 'escalated'))
      AND NOT EXISTS (SELECT FROM item i WHERE i.project_id = ${projectId}::uuid AND i.run_id = r.run_id AND i.state = 'done')
    ORDER BY r.run_id LIMIT ${PAGE} FOR NO KEY UPDATE OF r`;
  const scored = runs.map(({ runId, revision, modelVersion: version, basis }) => ({
    runId,
    revision,
    ...applyRiskModel(riskBasisSchema.parse(basis), baseVersionOf(version), model),
  }));
  if (scored.length > 0) {
    await storeScores(tx, projectId, scored);
    await markForCounting(
      tx,
      projectId,
      scored.map(({ runId }) => runId),
    );
  }
  return runs.length < PAGE ? null : (runs.at(-1)?.runId ?? null);
}

async function storeScores(
  tx: Tx,
  projectId: string,
  scored: readonly { runId: string; revision: string; score: number; modelVersion: string; learnt: unknown }[],
): Promise<void> {
  const rows = JSON.stringify(scored);
  const from = `jsonb_to_recordset($2::jsonb) AS s("runId" text, revision text, score float8, "modelVersion" text, learnt jsonb)`;
  await sendSql(
    tx,
    `UPDATE risk k SET score = s.score, learnt = s.learnt, model_version = s."modelVersion" FROM ${from}
     WHERE k.project_id = $1::uuid AND k.run_id = s."runId" AND k.revision = s.revision RETURNING 1`,
    [projectId, rows],
  );
  await sendSql(tx, `UPDATE run r SET risk = s.score FROM ${from} WHERE r.project_id = $1::uuid AND r.run_id = s."runId" RETURNING 1`, [
    projectId,
    rows,
  ]);
  await sendSql(
    tx,
    `UPDATE item i SET risk = s.score FROM ${from}
     WHERE i.project_id = $1::uuid AND i.run_id = s."runId" AND i.state IN ('waiting', 'leased', 'escalated') RETURNING 1`,
    [projectId, rows],
  );
}
