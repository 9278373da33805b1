// Reads a run with everything it takes to check it.
import 'server-only';
import { assembleRun, type StepToAssemble } from '@/lib/domain/assemble/assemble-run';
import { bodySha256, revisionOf } from '@/lib/domain/assemble/assemble-revision';
import type { EvaluationInput } from '@/lib/domain/evaluation';
import { documentsOf } from '@/lib/domain/run/run-documents';
import { isReviewStep } from '@/lib/domain/review/review-step';
import type { AssembledRun, RunFacts } from '@/lib/domain/run/run';
import { checkSettingsInForce } from './check-settings';
import { type Tx, withProject } from '@/lib/data/database';
import { loadTextLayers } from '@/lib/data/documents/document-text';
import { riskModelInForce } from '@/lib/data/learning/risk-model-force';
import { canonicalStep } from '@/lib/data/runs/run-pending';
import { sentenceWeights } from './sentence-weights';

export interface LoadedEvaluation extends EvaluationInput {
  revision: string;
  /** The version of the project's settings of checks. */
  checksVersion: number;
  /** The run as it was read, in the database's own text: storing is given up when either has moved since. */
  seen: { lastStepAt: string; evaluatedAt: string | null };
  /** Which choice of the project's risk model it is scored by: with another one in force, it is scored anew. */
  riskChoice: number;
}

/** Runs of twenty thousand steps take seconds to read. */
const TIMEOUT_MS = 120_000;
/** Bodies read at once: they are hashed one page after the other, and only inputs and outputs are kept. */
const PAGE = 500;

/**
 * Null when there is no such run. No lock is held while reading: what comes meanwhile is noticed when the result is stored. The
 * documents that the run names are written down and committed before they are read, so that one that comes from now on finds
 * this run by its name and asks for it to be checked again.
 */
export async function loadEvaluation(projectId: string, runId: string): Promise<LoadedEvaluation | null> {
  const read = await withProject(projectId, (tx) => readRun(tx, projectId, runId), { timeoutMs: TIMEOUT_MS });
  if (!read) return null;
  const named = documentsOf(read.run);
  const documents = await withProject(projectId, (tx) => loadTextLayers(tx, projectId, named), { timeoutMs: TIMEOUT_MS });
  const sentences = sentenceWeights();
  return {
    ...read,
    documents,
    ...(await withProject(projectId, (tx) => inForce(tx, projectId))),
    ...(sentences ? { sentences } : {}),
    revision: revisionOf(read.run),
  };
}

/** What the project has chosen and learnt. */
async function inForce(tx: Tx, projectId: string): Promise<Pick<LoadedEvaluation, 'checks' | 'checksVersion' | 'risk' | 'riskChoice'>> {
  const { settings, version } = await checkSettingsInForce(tx, projectId);
  const { model, choice } = await riskModelInForce(tx, projectId);
  return { checks: settings, checksVersion: version, risk: model, riskChoice: choice };
}

async function readRun(tx: Tx, projectId: string, runId: string): Promise<Pick<LoadedEvaluation, 'run' | 'steps' | 'seen'> | null> {
  const [row] = await tx.$queryRaw<{ source: string; declared: unknown; lastStepAt: string; evaluatedAt: string | null }[]>`
    SELECT source, declared, last_step_at::text AS "lastStepAt", evaluated_at::text AS "evaluatedAt"
    FROM run WHERE project_id = ${projectId}::uuid AND run_id = ${runId}`;
  if (!row) return null;
  const { source, declared, ...seen } = row;
  const steps = await readSteps(tx, projectId, runId);
  const run = assembleRun({ runId, source, facts: declared as RunFacts, steps });
  await tx.$executeRaw`
    UPDATE run SET document_ids = ${documentIdsOf(run)}::text[], phase = CASE phase WHEN 'receiving' THEN 'settled' ELSE phase END
    WHERE project_id = ${projectId}::uuid AND run_id = ${runId} AND last_step_at = ${seen.lastStepAt}::timestamptz`;
  return { run, steps, seen };
}

export function documentIdsOf(run: AssembledRun): string[] {
  return [...new Set(documentsOf(run).map(({ documentId }) => documentId))];
}

/** In the order of arrival, without our own REVIEW steps. Attributes and events count through the hash of the body only. */
async function readSteps(tx: Tx, projectId: string, runId: string): Promise<StepToAssemble[]> {
  const rows = await tx.step.findMany({ where: { projectId, runId }, orderBy: [{ receivedAt: 'asc' }, { stepId: 'asc' }] });
  const steps: StepToAssemble[] = [];
  for (let from = 0; from < rows.length; from += PAGE) {
    const page = rows.slice(from, from + PAGE);
    const found = await tx.stepIo.findMany({ where: { projectId, runId, stepId: { in: page.map(({ stepId }) => stepId) } } });
    const bodies = new Map(found.map((body) => [body.stepId, body]));
    for (const row of page) {
      const step = canonicalStep(row, bodies.get(row.stepId));
      if (!isReviewStep(step)) steps.push({ ...step, bodySha256: bodySha256(step), attributes: {}, events: [] });
    }
  }
  return steps;
}
