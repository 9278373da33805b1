// One run with everything that is known about it: now, or as it stood at a moment.
import 'server-only';
import { decidedOutput } from '@/lib/domain/review/decided-output';
import type { AnchoredClaim, Anchor, EvidenceState, Finding, RiskTerm, Severity } from '@/lib/domain/evidence';
import { type Actor, can } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run/run';
import type { RunDetail, RunRevisionMark } from '@/lib/domain/run/run-detail';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { maskRun } from '@/lib/domain/mask-content';
import { forbidden, notFound } from '@/lib/errors';
import { noteContentRead } from '@/lib/data/content-read';
import { type Tx, withProject } from '@/lib/data/database';
import { assemblePendingRun } from './run-pending';
import { readNarrowRecord } from './run-record';
import { readRevision } from './run-revision';
import { listReviewSteps } from './run-review-steps';
import { listRunItems, listRunReviews } from './run-reviews';
import { listRunScores } from './run-scores';
import { runColumnsOf, runSummary } from './run-row';

/**
 * Throws `not_found` when the run is absent, belongs to somebody else, or had not arrived at `asOf`. A run that is still being
 * received is put together on the spot and has no revision. `isNarrow`: of a run of many steps those after the first come with few
 * facts (`run-record.ts`), for readers who show them and do not compare them; `isCut`: large
 * inputs and outputs of the run come with their beginnings only, named in `record.cut`.
 */
export async function getRun(
  actor: Actor,
  runId: string,
  { asOf = null, isNarrow = false, isCut = false }: { asOf?: Date | null; isNarrow?: boolean; isCut?: boolean } = {},
): Promise<RunDetail> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const summary = await getSummary(tx, projectId, runId);
    if (asOf && Date.parse(summary.receivedAt) > asOf.getTime()) throw notFound('run at that time');
    const revisions = await listRevisions(tx, projectId, runId, asOf);
    const revision = revisions.at(-1)?.revision ?? null;
    const record = isNarrow
      ? await readNarrowRecord(tx, { projectId, runId, revision, asOf, isCut })
      : revision === null
        ? await assemblePendingRun(tx, projectId, runId, asOf)
        : await readRevision(tx, projectId, runId, revision);
    const isEvaluated = revision !== null && (summary.revision !== revision || summary.evaluatedAt !== null);
    const checked = revision === null || !isEvaluated ? NOTHING_CHECKED : await readChecked(tx, projectId, runId, revision);
    const reviews = await listRunReviews(tx, projectId, runId, asOf);
    const originalOutput = record.facts.output ?? null;
    const { effectiveOutput, outcome, unapplied } = decidedOutput(originalOutput, reviews);
    const detail: RunDetail = {
      summary,
      record,
      revision,
      revisions,
      ...checked,
      reviews,
      scores: await listRunScores(tx, projectId, runId, asOf),
      originalOutput,
      effectiveOutput,
      unapplied,
      evaluatedAt: isEvaluated ? (summary.revision === revision ? summary.evaluatedAt : (revisions.at(-1)?.createdAt ?? null)) : null,
      reviewSteps: await listReviewSteps(tx, projectId, runId, asOf),
      items: await listRunItems(tx, projectId, runId, asOf),
      reviewOutcome: asOf ? outcome : (summary.reviewOutcome ?? outcome),
      evalCaseId: summary.evalCaseId,
      asOf: asOf?.toISOString() ?? null,
    };
    if (!can(actor, 'run.read_raw')) return maskRun(detail);
    await noteContentRead(tx, actor, runId);
    return detail;
  });
}

type Checked = Pick<RunDetail, 'claims' | 'findings' | 'risk' | 'usedPassages'>;
const NOTHING_CHECKED: Checked = { claims: [], findings: [], risk: null, usedPassages: [] };

export async function getSummary(tx: Tx, projectId: string, runId: string): Promise<RunSummary> {
  // PostgreSQL stores no NUL, so no run has one in its id.
  if (runId.includes('\0')) throw notFound('run');
  const [row] = await tx.$queryRaw<
    RunSummary[]
  >`SELECT ${runColumnsOf(projectId)} FROM run r WHERE r.project_id = ${projectId}::uuid AND r.run_id = ${runId}`;
  if (!row) throw notFound('run');
  return runSummary(row);
}

/** The revision that stood at `asOf`, or the newest; null while none has settled. */
export async function revisionAt(tx: Tx, projectId: string, runId: string, asOf: Date | null): Promise<string | null> {
  return (await listRevisions(tx, projectId, runId, asOf)).at(-1)?.revision ?? null;
}

async function listRevisions(tx: Tx, projectId: string, runId: string, asOf: Date | null): Promise<RunRevisionMark[]> {
  const rows = await tx.runRevision.findMany({
    where: { projectId, runId, ...(asOf ? { createdAt: { lte: asOf } } : {}) },
    orderBy: { seq: 'asc' },
    select: { revision: true, seq: true, createdAt: true },
  });
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}

async function readChecked(tx: Tx, projectId: string, runId: string, revision: string): Promise<Checked> {
  const where = { projectId, runId, revision };
  const claims = await tx.claim.findMany({ where, orderBy: { ordinal: 'asc' } });
  const findings = await tx.finding.findMany({ where, orderBy: { ordinal: 'asc' } });
  const risk = await tx.risk.findUnique({ where: { projectId_runId_revision: where } });
  const used = await tx.passage.findMany({ where: { ...where, isUsed: true }, orderBy: { ordinal: 'asc' }, select: { ordinal: true } });
  return {
    claims: claims.map(
      (row): AnchoredClaim => ({
        claimId: row.claimId,
        ordinal: row.ordinal,
        kind: row.kind as AnchoredClaim['kind'],
        path: row.path,
        range: row.rangeStart === null || row.rangeEnd === null ? null : [row.rangeStart, row.rangeEnd],
        text: row.text,
        value: row.value as Json,
        state: row.state as EvidenceState,
        risk: row.risk,
        anchors: row.anchors as unknown as Anchor[],
        candidates: row.candidates as unknown as Anchor[],
        terms: row.terms as unknown as RiskTerm[],
        fresh: (row.fresh ?? undefined) as string[] | undefined,
      }),
    ),
    findings: findings.map(
      (row): Finding => ({
        code: row.code,
        severity: row.severity as Severity,
        claimId: row.claimId,
        stepId: row.stepId,
        detail: row.detail,
        anchors: row.anchors as unknown as Anchor[],
        checkId: row.checkId,
        checkVersion: row.checkVersion,
      }),
    ),
    risk: risk && { score: risk.score, terms: allTerms(risk), modelVersion: risk.modelVersion },
    usedPassages: used.map(({ ordinal }) => ordinal),
  };
}

/** Those of the shipped model and those that the project has learnt, largest first. */
function allTerms({ terms, learnt }: { terms: unknown; learnt: unknown }): RiskTerm[] {
  const all = [...(terms as RiskTerm[]), ...(learnt as RiskTerm[])];
  return all.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}
