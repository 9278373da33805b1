// Stores what checking a run gave, under the run's revision, and lets the rules speak: one transaction.
import 'server-only';
import { documentsOf } from '@/lib/domain/run-documents';
import type { Evaluation } from '@/lib/domain/evaluation';
import type { Finding } from '@/lib/domain/evidence';
import type { AssembledRun } from '@/lib/domain/run';
import { Prisma } from '@/prisma/generated/client';
import { applyRules } from './apply-rules';
import type { Tx } from './database';
import type { LoadedEvaluation } from './load-evaluation';
import { findRuleSubject } from './rule-subject';
import { runColumns, searchTexts } from './run-columns';

/**
 * False when a step has come since the run was loaded: nothing is stored then, the run settles anew. The same revision checked
 * again (a document came) replaces what was found before; decisions keep the evidence they were made on in their own events.
 */
export async function storeEvaluation(tx: Tx, projectId: string, loaded: LoadedEvaluation, evaluation: Evaluation): Promise<boolean> {
  const { run, revision } = loaded;
  const key = { projectId, runId: run.runId, revision };
  const [held] = await tx.$queryRaw<{ isSame: boolean; decided: string | null }[]>`
    SELECT last_step_at = ${loaded.lastStepAt}::timestamptz AS "isSame", (SELECT i.revision FROM item i WHERE i.project_id = ${projectId}::uuid
      AND i.run_id = ${run.runId} AND i.state = 'done' AND i.revision <> ${revision} ORDER BY i.decided_at DESC LIMIT 1) AS decided
    FROM run WHERE project_id = ${projectId}::uuid AND run_id = ${run.runId} FOR UPDATE`;
  if (!held?.isSame) return false;
  const findings = held.decided ? [...evaluation.findings, changedAfterReview(held.decided)] : evaluation.findings;
  await storeRevision(tx, key, run);
  await replaceChecked(tx, key, run, { ...evaluation, findings });
  const codes = [...new Set(findings.map((finding) => finding.code))].sort();
  await tx.run.update({
    where: { projectId_runId: { projectId, runId: run.runId } },
    data: {
      ...runColumns(run),
      revision, codes, phase: 'evaluated', evaluatedAt: new Date(), risk: evaluation.risk.score, claimCount: evaluation.claims.length,
      documentIds: [...new Set(documentsOf(run).map((document) => document.documentId))],
    },
  });
  const texts = searchTexts(run);
  await tx.runSearch.upsert({ where: { projectId_runId: { projectId, runId: run.runId } }, create: { projectId, runId: run.runId, ...texts }, update: texts });
  const subject = await findRuleSubject(tx, projectId, run.runId);
  if (!subject) throw new Error('a run that was checked just now is not checked');
  await applyRules(tx, { projectId, revision, risk: evaluation.risk.score, findings, subject });
  return true;
}

interface RevisionKey { projectId: string; runId: string; revision: string }

async function storeRevision(tx: Tx, key: RevisionKey, run: AssembledRun): Promise<void> {
  const { projectId, runId, revision } = key;
  // The row lock on the run makes the sequence safe to count.
  await tx.$executeRaw`
    INSERT INTO run_revision (project_id, run_id, revision, seq, record, created_at)
    SELECT ${projectId}::uuid, ${runId}, ${revision}, coalesce(max(seq), 0) + 1, ${JSON.stringify(run)}::jsonb, now()
    FROM run_revision WHERE project_id = ${projectId}::uuid AND run_id = ${runId}
    ON CONFLICT (project_id, run_id, revision) DO NOTHING`;
}

async function replaceChecked(tx: Tx, key: RevisionKey, run: AssembledRun, { claims, findings, risk, usedPassages }: Evaluation): Promise<void> {
  await tx.claim.deleteMany({ where: key });
  await tx.finding.deleteMany({ where: key });
  await tx.passage.deleteMany({ where: key });
  await tx.claim.createMany({
    data: claims.map(({ range, value, anchors, candidates, ...claim }) => ({
      ...key, ...claim,
      rangeStart: range?.[0] ?? null, rangeEnd: range?.[1] ?? null,
      value: value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue),
      anchors: json(anchors), candidates: json(candidates),
    })),
  });
  await tx.finding.createMany({ data: findings.map(({ anchors, ...finding }, ordinal) => ({ ...key, ...finding, ordinal, anchors: json(anchors) })) });
  const used = new Set(usedPassages);
  await tx.passage.createMany({
    data: run.passages.map((passage, ordinal) => ({
      ...key, ordinal,
      passageId: passage.id, stepId: passage.stepId ?? null, documentId: passage.documentId ?? null, version: passage.version ?? null,
      page: passage.page ?? null, rank: passage.rank ?? null, score: passage.score ?? null, isUsed: used.has(ordinal),
      content: passage.content, metadata: json(passage.metadata ?? {}),
    })),
  });
  const terms = { score: risk.score, terms: json(risk.terms), modelVersion: risk.modelVersion };
  await tx.risk.upsert({ where: { projectId_runId_revision: key }, create: { ...key, ...terms }, update: terms });
}

function changedAfterReview(decided: string): Finding {
  return {
    code: 'run_changed_after_review', severity: 'medium', claimId: null, stepId: null, anchors: [], checkId: 'revision', checkVersion: '1',
    detail: `The run changed after it was decided: the decision was made on revision ${decided.slice(7, 19)}.`,
  };
}

function json(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
