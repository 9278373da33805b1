// Reads the failure patterns and failing steps of runs that were checked before they were kept, or by an earlier way of reading them.
import 'server-only';
import type { Anchor, EvidenceState, Severity } from '@/lib/domain/evidence';
import { passageRoles } from '@/lib/domain/pattern/passage-roles';
import { PATTERN_VERSION, type RunPattern, runPattern } from '@/lib/domain/pattern/run-pattern';
import type { AssembledRun } from '@/lib/domain/run/run';
import { type Tx, withProject } from '@/lib/data/database';
import { markForCounting } from './drift-mark';
import { retryDeadlock } from '@/lib/data/retry-deadlock';
import { sendSql } from '@/lib/data/sql-sender';
import { writeStepErrors } from '@/lib/data/runs/step-errors';
import { writePattern } from '@/lib/data/checking/write-pattern';

/** One above the version of patterns since errors of steps are indexed by the templates that patterns have. */
const READ_VERSION = PATTERN_VERSION + 1;
const PAGE = 100;
const TIMEOUT_MS = 120_000;

/**
 * One page in one transaction; true when the project is done. How far it came is written with it, so a job that was cut off goes on
 * where it was. Runs that are checked meanwhile get the same key from the checking itself.
 */
export async function derivePatternsPage(projectId: string): Promise<boolean> {
  return retryDeadlock(() => withProject(projectId, (tx) => derivePage(tx, projectId), { timeoutMs: TIMEOUT_MS }));
}

async function derivePage(tx: Tx, projectId: string): Promise<boolean> {
  const progress = await tx.patternProgress.findUnique({ where: { projectId } });
  const isSame = progress?.version === READ_VERSION;
  if (isSame && progress.finishedAt) return true;
  const after = isSame ? progress.after : '';
  // Locked in the order of their ids, as by ingest.
  const runs = await tx.$queryRaw<{ runId: string; revision: string }[]>`
    SELECT r.run_id AS "runId", r.revision FROM run r
    WHERE r.project_id = ${projectId}::uuid AND r.run_id > ${after} AND r.revision IS NOT NULL AND r.evaluated_at IS NOT NULL
    ORDER BY r.run_id LIMIT ${PAGE} FOR NO KEY UPDATE`;
  const patterns: { runId: string; pattern: RunPattern | null }[] = [];
  for (const run of runs) patterns.push({ runId: run.runId, pattern: await readPattern(tx, { projectId, ...run }) });
  await storeKeys(tx, projectId, patterns);
  await writeStepErrors(
    tx,
    projectId,
    runs.map(({ runId }) => runId),
  );
  await markForCounting(
    tx,
    projectId,
    runs.map(({ runId }) => runId),
  );
  const isDone = runs.length < PAGE;
  const reached = { version: READ_VERSION, after: runs.at(-1)?.runId ?? after, finishedAt: isDone ? new Date() : null };
  await tx.patternProgress.upsert({ where: { projectId }, create: { projectId, ...reached }, update: reached });
  return isDone;
}

async function readPattern(tx: Tx, key: { projectId: string; runId: string; revision: string }): Promise<RunPattern | null> {
  const findings = await tx.finding.findMany({ where: key });
  // Most runs have nothing wrong; their records are not read.
  if (!findings.some(({ severity }) => severity === 'high' || severity === 'medium')) return null;
  const stored = await tx.runRevision.findUnique({ where: { projectId_runId_revision: key }, select: { record: true } });
  if (!stored) return null;
  const run = stored.record as unknown as AssembledRun;
  const claims = await tx.claim.findMany({ where: key, select: { claimId: true, path: true, state: true, anchors: true } });
  const said = findings.map(({ code, severity, claimId, stepId, detail, anchors }) => ({
    code,
    severity: severity as Severity,
    claimId,
    stepId,
    detail,
    anchors: anchors as unknown as Anchor[],
  }));
  const anchored = claims.map(({ state, anchors }) => ({ state: state as EvidenceState, anchors: anchors as unknown as Anchor[] }));
  const { contradicted, conflicting } = passageRoles(run.passages, anchored, said);
  await tx.passage.updateMany({ where: { ...key, ordinal: { in: [...contradicted] } }, data: { isContradicted: true } });
  await tx.passage.updateMany({ where: { ...key, ordinal: { in: [...conflicting] } }, data: { isConflicting: true } });
  return runPattern({ run, claims, findings: said });
}

async function storeKeys(tx: Tx, projectId: string, patterns: readonly { runId: string; pattern: RunPattern | null }[]): Promise<void> {
  if (patterns.length === 0) return;
  const rows = JSON.stringify(patterns.map(({ runId, pattern }) => ({ runId, key: pattern?.key ?? null })));
  await sendSql(
    tx,
    `UPDATE run r SET pattern_key = s.key FROM jsonb_to_recordset($2::jsonb) AS s("runId" text, key text)
     WHERE r.project_id = $1::uuid AND r.run_id = s."runId" AND r.pattern_key IS DISTINCT FROM s.key RETURNING 1`,
    [projectId, rows],
  );
  for (const { runId, pattern } of patterns) if (pattern) await writePattern(tx, projectId, runId, pattern);
}
