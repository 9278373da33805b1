// Keeps by what a run was asked, so that its siblings are found among a million: when it is settled, and for runs of before by a job.
import 'server-only';
import { createHash } from 'node:crypto';
import { inputSignature, SIGNATURE_VERSION } from '@/lib/domain/compare/input-signature';
import { type Tx, withProject } from '@/lib/data/database';
import { retryDeadlock } from '@/lib/data/retry-deadlock';
import { sendSql } from '@/lib/data/sql-sender';

export interface AskedRun {
  runId: string;
  name: string | null;
  promptId: string | null;
  promptVersion: string | null;
  modelName: string | null;
  route: string | null;
  startedAt: Date;
  /** As it is searched. */
  input: string;
}

const PAGE = 500;
const TIMEOUT_MS = 120_000;

/** An input that says nothing has no row. */
export async function writeRunInputs(tx: Tx, projectId: string, runs: readonly AskedRun[]): Promise<void> {
  const rows = runs.flatMap(runInputRow);
  if (rows.length === 0) return;
  await sendSql(
    tx,
    `INSERT INTO run_input (project_id, run_id, version, digest, bands, variant, started_at)
     SELECT $1::uuid, s."runId", $3::int, s.digest, s.bands, s.variant, s."startedAt"
     FROM jsonb_to_recordset($2::jsonb) AS s("runId" text, digest text, bands int[], variant int, "startedAt" timestamptz)
     ON CONFLICT (project_id, run_id) DO UPDATE SET version = excluded.version, digest = excluded.digest, bands = excluded.bands,
       variant = excluded.variant, started_at = excluded.started_at RETURNING 1`,
    [projectId, JSON.stringify(rows), SIGNATURE_VERSION],
  );
}

export function runInputRow({ runId, name, input, startedAt, ...run }: AskedRun) {
  const signature = inputSignature(name, input);
  return signature ? [{ runId, ...signature, variant: variantOf(run), startedAt: startedAt.toISOString() }] : [];
}

/** Runs of one prompt version, model and route have one number; 32 bits, so two variants may share one by chance, which only hides some. */
export function variantOf({
  promptId,
  promptVersion,
  modelName,
  route,
}: Pick<AskedRun, 'promptId' | 'promptVersion' | 'modelName' | 'route'>): number {
  return createHash('sha256')
    .update(JSON.stringify([promptId, promptVersion, modelName, route]))
    .digest()
    .readInt32BE(0);
}

/**
 * One page of runs of before in one transaction; true when the project is done. How far it came is written with it, so a job that was
 * cut off goes on where it was. Runs that settle meanwhile get the same row from settling.
 */
export async function indexInputsPage(projectId: string): Promise<boolean> {
  return retryDeadlock(() => withProject(projectId, (tx) => indexPage(tx, projectId), { timeoutMs: TIMEOUT_MS }));
}

async function indexPage(tx: Tx, projectId: string): Promise<boolean> {
  const progress = await tx.runInputProgress.findUnique({ where: { projectId } });
  const isSame = progress?.version === SIGNATURE_VERSION;
  if (isSame && progress.finishedAt) return true;
  const after = isSame ? progress.after : '';
  const runs = await tx.$queryRaw<(AskedRun & { isDone: boolean })[]>`
    SELECT r.run_id AS "runId", r.name, r.prompt_id AS "promptId", r.prompt_version AS "promptVersion", r.model_name AS "modelName", r.route,
      r.started_at AS "startedAt", coalesce(s.input, '') AS input, coalesce(i.version = ${SIGNATURE_VERSION}::int, false) AS "isDone"
    FROM run r
    LEFT JOIN run_search s ON s.project_id = ${projectId}::uuid AND s.run_id = r.run_id
    LEFT JOIN run_input i ON i.project_id = ${projectId}::uuid AND i.run_id = r.run_id
    WHERE r.project_id = ${projectId}::uuid AND r.run_id > ${after}
    ORDER BY r.run_id LIMIT ${PAGE}`;
  await writeRunInputs(
    tx,
    projectId,
    runs.filter(({ isDone }) => !isDone),
  );
  const isThrough = runs.length < PAGE;
  const reached = { version: SIGNATURE_VERSION, after: runs.at(-1)?.runId ?? after, finishedAt: isThrough ? new Date() : null };
  await tx.runInputProgress.upsert({ where: { projectId }, create: { projectId, ...reached }, update: reached });
  return isThrough;
}
