// Stores what checking a run gave, under the run's revision, and lets the rules speak: one transaction.
import 'server-only';
import type { Evaluation } from '@/lib/domain/evaluation';
import type { Finding } from '@/lib/domain/evidence';
import { runPattern } from '@/lib/domain/pattern/run-pattern';
import type { AssembledRun, Json } from '@/lib/domain/run/run';
import { storableJson } from '@/lib/domain/storable-json';
import { applyRules } from '@/lib/data/queues/apply-rules';
import { type Tx, withProject } from '@/lib/data/database';
import { markForCounting } from '@/lib/data/insights/drift-mark';
import { documentIdsOf, type LoadedEvaluation } from './load-evaluation';
import { queueRetracted } from '@/lib/data/documents/queue-retracted';
import { retryDeadlock } from '@/lib/data/retry-deadlock';
import { ruleSubject, SUBJECT_COLUMNS } from '@/lib/data/queues/rule-subject';
import { writeRunCauses } from './run-causes';
import { runColumns, searchTexts } from '@/lib/data/runs/run-columns';
import { writeSearchRow } from '@/lib/data/find/search-row';
import { appendTrail } from '@/lib/data/trail/trail';
import { writeChecked } from './write-checked';
import { writePattern } from './write-pattern';
import { writeRunInputs } from './write-run-input';

const TIMEOUT_MS = 120_000;

/**
 * False when the run has moved since it was loaded, by a step that came or by another worker that has checked it, or when another
 * risk model took force: nothing is stored then, and the run is to be settled anew. The same revision checked again (a document
 * came) replaces what was found before; decisions keep the evidence they were made on in their own events.
 */
export async function storeEvaluation(projectId: string, loaded: LoadedEvaluation, evaluation: Evaluation): Promise<boolean> {
  return retryDeadlock(() => withProject(projectId, (tx) => store(tx, projectId, loaded, evaluation), { timeoutMs: TIMEOUT_MS }));
}

async function store(tx: Tx, projectId: string, loaded: LoadedEvaluation, evaluation: Evaluation): Promise<boolean> {
  const { run, revision, seen, riskChoice } = loaded;
  const key = { projectId, runId: run.runId, revision };
  const [held] = await tx.$queryRaw<{ isSame: boolean; decided: string | null }[]>`
    SELECT last_step_at = ${seen.lastStepAt}::timestamptz AND evaluated_at IS NOT DISTINCT FROM ${seen.evaluatedAt}::timestamptz
        AND ${riskChoice}::int = coalesce((SELECT max(c.seq) FROM risk_model_choice c WHERE c.project_id = ${projectId}::uuid), 0) AS "isSame",
      (SELECT i.revision FROM item i WHERE i.project_id = ${projectId}::uuid AND i.run_id = ${run.runId} AND i.state = 'done' AND i.revision <> ${revision}
        ORDER BY i.decided_at DESC LIMIT 1) AS decided
    FROM run WHERE project_id = ${projectId}::uuid AND run_id = ${run.runId} FOR UPDATE`;
  if (!held?.isSame) return false;
  const { claims, risk, usedPassages, ...said } = storable(evaluation);
  const findings = held.decided ? [...said.findings, changedAfterReview(held.decided)] : said.findings;
  await storeRevision(tx, key, run);
  await writeChecked(tx, key, run, { claims, findings, risk, usedPassages, checksVersion: loaded.checksVersion });
  const texts = searchTexts(run);
  await writeSearchRow(tx, projectId, run.runId, texts);
  const pattern = runPattern({ run, findings, claims });
  await updateRun(tx, key, run, { claims, findings, risk, patternKey: pattern?.key ?? null });
  await markForCounting(tx, projectId, [run.runId]);
  if (pattern) await writePattern(tx, projectId, run.runId, pattern);
  await writeRunCauses(tx, projectId, [run.runId]);
  const stored = await tx.run.findUniqueOrThrow({ where: { projectId_runId: { projectId, runId: run.runId } }, select: SUBJECT_COLUMNS });
  await writeRunInputs(tx, projectId, [{ ...stored, input: texts.input }]);
  const states = await tx.item.findMany({ where: { projectId, runId: run.runId }, select: { state: true } });
  const subject = ruleSubject(stored, states, texts);
  const entries = await applyRules(tx, { projectId, revision, risk: risk.score, findings, subject });
  entries.push(...(await queueRetracted(tx, projectId, run.runId, namedDocuments(run, claims))));
  await appendTrail(tx, projectId, entries);
  return true;
}

/** By the run itself, and by what its claims were found in. */
function namedDocuments(run: AssembledRun, claims: Evaluation['claims']): string[] {
  const anchored = claims.flatMap(({ anchors }) => anchors.flatMap(({ documentId }) => documentId ?? []));
  return [...new Set([...documentIdsOf(run), ...anchored])];
}

interface RevisionKey {
  projectId: string;
  runId: string;
  revision: string;
}

async function storeRevision(tx: Tx, { projectId, runId, revision }: RevisionKey, run: AssembledRun): Promise<void> {
  // The row lock on the run makes the sequence safe to count.
  await tx.$executeRaw`
    INSERT INTO run_revision (project_id, run_id, revision, seq, record, created_at)
    SELECT ${projectId}::uuid, ${runId}, ${revision}, coalesce(max(seq), 0) + 1, ${JSON.stringify(run)}::jsonb, now()
    FROM run_revision WHERE project_id = ${projectId}::uuid AND run_id = ${runId}
    ON CONFLICT (project_id, run_id, revision) DO NOTHING`;
}

/** `evaluated_at` is the moment by the clock of the database, and tells one checking of a run from the next. */
async function updateRun(
  tx: Tx,
  { projectId, runId, revision }: RevisionKey,
  run: AssembledRun,
  { claims, findings, risk, patternKey }: Omit<Evaluation, 'usedPassages'> & { patternKey: string | null },
): Promise<void> {
  const codes = [...new Set(findings.map((finding) => finding.code))].sort();
  await tx.run.update({
    where: { projectId_runId: { projectId, runId } },
    data: {
      ...runColumns(run),
      revision,
      codes,
      patternKey,
      phase: 'evaluated',
      risk: risk.score,
      claimCount: claims.length,
      documentIds: documentIdsOf(run),
    },
  });
  await tx.$executeRaw`UPDATE run SET evaluated_at = clock_timestamp() WHERE project_id = ${projectId}::uuid AND run_id = ${runId}`;
}

/** A quote cut out of a source may end in half of a character; what cannot be stored is replaced, lengths stay the same. */
function storable(evaluation: Evaluation): Evaluation {
  const copy = JSON.parse(JSON.stringify(evaluation)) as Json;
  return storableJson(copy, Number.POSITIVE_INFINITY).value as unknown as Evaluation;
}

function changedAfterReview(decided: string): Finding {
  return {
    code: 'run_changed_after_review',
    severity: 'medium',
    claimId: null,
    stepId: null,
    anchors: [],
    checkId: 'revision',
    checkVersion: '1',
    detail: `The run changed after it was decided: the decision was made on revision ${decided.slice(7, 19)}.`,
  };
}
