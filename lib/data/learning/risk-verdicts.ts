// The verdicts of a project with what its model reads of the runs they are about.
import 'server-only';
import type { LabelledRun } from '@/lib/domain/learning/fit-ranking';
import type { QueuedRun } from '@/lib/domain/learning/inclusion-weights';
import type { RefitInput } from '@/lib/domain/learning/refit';
import { basisKeys, logOdds, type RiskBasis, riskBasisSchema } from '@/lib/domain/learning/risk-basis';
import { baseVersionOf, currentBase, isOfBase } from '@/lib/domain/learning/risk-model';
import { type LabelEvent, type RunLabel, runLabels } from '@/lib/domain/learning/verdict-labels';
import type { Tx } from '@/lib/data/database';

/** The newest; a project changes, and a fit over more takes longer than it gains. */
const MAX_VERDICTS = 4000;
const MAX_ITEMS = 20_000;
/** Runs that tell which shipped models are in use. */
const NEWEST_RUNS = 500;

export interface LoadedVerdicts extends RefitInput {
  /** The newest decision among them. */
  watermark: { at: Date; eventId: string };
}

/** Null before the first decision of a run that was checked. */
export async function loadVerdicts(tx: Tx, projectId: string): Promise<LoadedVerdicts | null> {
  const decisions = await tx.reviewEvent.findMany({
    where: { projectId, verb: { in: ['submit', 'amend'] } },
    orderBy: [{ at: 'desc' }, { eventId: 'desc' }],
    take: MAX_VERDICTS,
    select: { runId: true, at: true, eventId: true },
  });
  const [newest] = decisions;
  const baseVersion = await newestBase(tx, projectId);
  if (!newest || baseVersion === null) return null;
  const labels = runLabels(await listLabelEvents(tx, projectId, [...new Set(decisions.map(({ runId }) => runId))]));
  const items = await listItems(tx, projectId);
  return {
    baseVersion,
    runs: await labelledRuns(tx, projectId, labels, baseVersion),
    items,
    checkedRuns: await countCheckedRuns(tx, projectId, items.length === MAX_ITEMS),
    counts: {
      disagreeing: labels.filter(({ isDisagreeing }) => isDisagreeing).length,
      claims_right: labels.reduce((sum, { claims }) => sum + claims.filter(({ isWrong }) => !isWrong).length, 0),
      claims_wrong: labels.reduce((sum, { claims }) => sum + claims.filter(({ isWrong }) => isWrong).length, 0),
    },
    watermark: { at: newest.at, eventId: newest.eventId },
  };
}

/** Prose and structured outputs are scored by models of their own; after an upgrade the newest runs say which are current. */
async function newestBase(tx: Tx, projectId: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ modelVersion: string }[]>`
    SELECT k.model_version AS "modelVersion" FROM run r JOIN risk k ON k.project_id = r.project_id AND k.run_id = r.run_id AND k.revision = r.revision
    WHERE r.project_id = ${projectId}::uuid AND k.project_id = ${projectId}::uuid ORDER BY r.started_at DESC, r.run_id LIMIT ${NEWEST_RUNS}`;
  return rows.length === 0 ? null : currentBase(rows.map(({ modelVersion }) => modelVersion));
}

/** Decisions whole; of verdicts only the answers, because evidence is long. */
async function listLabelEvents(tx: Tx, projectId: string, runIds: readonly string[]): Promise<LabelEvent[]> {
  return tx.$queryRaw<LabelEvent[]>`
    SELECT e.event_id::text AS "eventId", e.seq, e.claim_id AS "claimId", e.decision_id::text AS "decisionId", e.run_id AS "runId",
      e.item_id::text AS "itemId", e.revision,
      CASE WHEN e.claim_id IS NULL THEN e.body ELSE e.body || '{"claim": null, "evidence": null, "shown": []}'::jsonb END AS body
    FROM review_event e WHERE e.project_id = ${projectId}::uuid AND e.run_id = ANY (${runIds}::text[]) AND e.decision_id IS NOT NULL`;
}

interface ScoredRow {
  runId: string;
  revision: string;
  score: number;
  modelVersion: string;
  basis: unknown;
  inputPreview: string;
  sessionId: string | null;
  route: string | null;
  promptId: string | null;
  promptVersion: string | null;
  modelName: string | null;
}

async function labelledRuns(tx: Tx, projectId: string, labels: readonly RunLabel[], baseVersion: string): Promise<LabelledRun[]> {
  const rows = await tx.$queryRaw<ScoredRow[]>`
    SELECT k.run_id AS "runId", k.revision, k.score, k.model_version AS "modelVersion", k.basis, r.input_preview AS "inputPreview",
      r.session_id AS "sessionId", r.route,
      r.prompt_id AS "promptId", r.prompt_version AS "promptVersion", r.model_name AS "modelName"
    FROM risk k JOIN run r ON r.project_id = k.project_id AND r.run_id = k.run_id
    WHERE k.project_id = ${projectId}::uuid AND r.project_id = ${projectId}::uuid AND k.run_id = ANY (${labels.map(({ runId }) => runId)}::text[])`;
  const byRevision = new Map(rows.map((row) => [`${row.runId} ${row.revision}`, row]));
  return labels.flatMap(({ runId, revision, isBad }) => {
    const row = byRevision.get(`${runId} ${revision}`);
    return row ? [{ runId, isBad, basis: basisOf(row, baseVersion), foldKey: row.sessionId ?? (row.inputPreview || runId) }] : [];
  });
}

/** What another shipped model said of groups means something else; its score and the keys still count. */
function basisOf(row: ScoredRow, baseVersion: string): RiskBasis {
  const parsed = riskBasisSchema.safeParse(row.basis);
  if (!parsed.success) return { logit: logOdds(row.score), groups: {}, keys: basisKeys(row, null) };
  return isOfBase(baseVersion, baseVersionOf(row.modelVersion)) ? parsed.data : { ...parsed.data, groups: {} };
}

async function listItems(tx: Tx, projectId: string): Promise<QueuedRun[]> {
  const rows = await tx.$queryRaw<(Omit<QueuedRun, 'logit'> & { score: number; basis: unknown })[]>`
    SELECT i.run_id AS "runId", i.queue_id::text AS "queueId", i.inclusion, i.state = 'done' AS "isDecided", i.risk AS score,
      jsonb_build_object('logit', k.basis->'logit') AS basis
    FROM item i LEFT JOIN risk k ON k.project_id = i.project_id AND k.project_id = ${projectId}::uuid AND k.run_id = i.run_id AND k.revision = i.revision
    WHERE i.project_id = ${projectId}::uuid AND i.state <> 'removed' ORDER BY i.created_at DESC, i.item_id DESC LIMIT ${MAX_ITEMS}`;
  return rows.map(({ score, basis, ...row }) => {
    const { logit } = basis as { logit: number | null };
    return { ...row, logit: logit ?? logOdds(score) };
  });
}

/** Of the time that the items are from: runs that came before the first rule are no part of the stream. */
async function countCheckedRuns(tx: Tx, projectId: string, isCut: boolean): Promise<number> {
  const [first] = await tx.$queryRaw<{ at: string | null }[]>`
    SELECT min(r.received_at)::text AS at FROM run r WHERE r.project_id = ${projectId}::uuid AND r.run_id IN (
      SELECT i.run_id FROM item i WHERE i.project_id = ${projectId}::uuid AND i.state <> 'removed'
      ORDER BY i.created_at DESC, i.item_id DESC LIMIT ${isCut ? MAX_ITEMS : 1_000_000})`;
  if (!first?.at) return 0;
  const [count] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM run r WHERE r.project_id = ${projectId}::uuid AND r.evaluated_at IS NOT NULL AND r.received_at >= ${first.at}::timestamptz`;
  return count?.n ?? 0;
}
