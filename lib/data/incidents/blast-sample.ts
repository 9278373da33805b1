// How the runs of several causes fared, and how the other runs of the same time did: bounded samples, the newest first.
import 'server-only';
import {
  BASELINE_SAMPLE,
  FAILED_RISK,
  type CauseOutcomes,
  RISK_BANDS,
  REVIEW_STANDINGS,
  type RiskBand,
  type ReviewStanding,
} from '@/lib/domain/incident/blast-radius';
import type { IncidentCause } from '@/lib/domain/incident/incident-cause';
import { Prisma } from '@/prisma/generated/client';
import { causeRunsSql, type CauseWindow } from './cause-runs';
import type { Tx } from '@/lib/data/database';
import { isQueuedSql } from '@/lib/data/runs/run-row';

export interface KeyedCause {
  key: string;
  cause: IncidentCause;
}
/** What the run that was asked about has, to be compared with. */
export interface OwnDimensions {
  route: string | null;
  promptVersion: string | null;
  modelName: string | null;
}
export interface GroupCount {
  count: number;
  failed: number;
  sameRoute: number;
  samePrompt: number;
  sameModel: number;
}
export interface SampledCause extends GroupCount {
  outcomes: Omit<CauseOutcomes, 'isAll'>;
}

/** For `FROM run r`: a reviewer's word, else the risk. */
const FAILED = Prisma.sql`(coalesce(r.review_outcome IN ('corrected', 'rejected'), false)
  OR (coalesce(r.review_outcome, 'escalated') = 'escalated' AND coalesce(r.risk >= ${FAILED_RISK}, false)))`;

/** For `FROM run r`: where its review stands. */
export function standingSql(projectId: string): Prisma.Sql {
  return Prisma.sql`CASE WHEN r.review_outcome IN ('corrected', 'rejected', 'approved', 'escalated') THEN r.review_outcome
    WHEN ${isQueuedSql(projectId)}
      THEN 'waiting' ELSE 'never' END`;
}

const BAND = Prisma.sql`CASE WHEN r.risk IS NULL THEN 'unchecked' WHEN r.risk >= 0.495 THEN 'high' WHEN r.risk >= 0.195 THEN 'medium' ELSE 'low' END`;

interface SampleRow extends GroupCount {
  ord: number;
  standing: ReviewStanding;
  band: RiskBand;
  withFindings: number;
}

/** In the order of `causes`; the run that was asked about is left out, because it was chosen for how it fared. */
export async function sampleCauses(
  tx: Tx,
  projectId: string,
  runId: string,
  own: OwnDimensions,
  causes: readonly KeyedCause[],
  window: CauseWindow,
  limit: number,
): Promise<SampledCause[]> {
  if (causes.length === 0) return [];
  const samples = causes.map(
    ({ cause }, ord) =>
      Prisma.sql`(SELECT ${ord}::int AS ord, f.run_id FROM (${causeRunsSql(projectId, null, cause, window, null, limit + 1)}) AS f WHERE f.run_id <> ${runId} LIMIT ${limit})`,
  );
  const rows = await tx.$queryRaw<SampleRow[]>`
    WITH s AS (${Prisma.join(samples, ' UNION ALL ')}),
    t AS (SELECT s.ord, ${standingSql(projectId)} AS standing, ${BAND} AS band, ${FAILED} AS failed, cardinality(r.codes) > 0 AS found,
        r.route IS NOT DISTINCT FROM ${own.route} AS same_route, r.prompt_version IS NOT DISTINCT FROM ${own.promptVersion} AS same_prompt,
        r.model_name IS NOT DISTINCT FROM ${own.modelName} AS same_model
      FROM s JOIN run r ON r.project_id = ${projectId}::uuid AND r.run_id = s.run_id)
    SELECT t.ord, t.standing, t.band, count(*)::int AS count, count(*) FILTER (WHERE t.failed)::int AS failed, count(*) FILTER (WHERE t.found)::int AS "withFindings",
      count(*) FILTER (WHERE t.same_route)::int AS "sameRoute", count(*) FILTER (WHERE t.same_prompt)::int AS "samePrompt",
      count(*) FILTER (WHERE t.same_model)::int AS "sameModel"
    FROM t GROUP BY t.ord, t.standing, t.band`;
  return causes.map((_, ord) => united(rows.filter((row) => row.ord === ord)));
}

function united(rows: readonly SampleRow[]): SampledCause {
  const sum = (of: (row: SampleRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const by = <K extends string>(keys: readonly K[], keyOf: (row: SampleRow) => K) =>
    Object.fromEntries(keys.map((key) => [key, sum((row) => (keyOf(row) === key ? row.count : 0))])) as Record<K, number>;
  const count = sum((row) => row.count);
  return {
    count,
    failed: sum((row) => row.failed),
    sameRoute: sum((row) => row.sameRoute),
    samePrompt: sum((row) => row.samePrompt),
    sameModel: sum((row) => row.sameModel),
    outcomes: {
      counted: count,
      standing: by(REVIEW_STANDINGS, (row) => row.standing),
      risk: by(RISK_BANDS, (row) => row.band),
      withFindings: sum((row) => row.withFindings),
    },
  };
}

interface BaseRun {
  runId: string;
  startedAt: Date;
  failed: boolean;
  sameRoute: boolean;
  samePrompt: boolean;
  sameModel: boolean;
  route: string | null;
  promptId: string | null;
  promptVersion: string | null;
  systemFingerprint: string | null;
  patternKey: string | null;
}

/** For each cause the newest runs of the window that do not have it. */
export async function sampleOthers(
  tx: Tx,
  projectId: string,
  runId: string,
  own: OwnDimensions,
  causes: readonly KeyedCause[],
  window: CauseWindow,
): Promise<GroupCount[]> {
  const base = await tx.$queryRaw<BaseRun[]>`
    SELECT r.run_id AS "runId", date_trunc('milliseconds', r.started_at) AS "startedAt", ${FAILED} AS failed, r.route, r.prompt_id AS "promptId", r.prompt_version AS "promptVersion",
      r.system_fingerprint AS "systemFingerprint", r.pattern_key AS "patternKey",
      r.route IS NOT DISTINCT FROM ${own.route} AS "sameRoute", r.prompt_version IS NOT DISTINCT FROM ${own.promptVersion} AS "samePrompt",
      r.model_name IS NOT DISTINCT FROM ${own.modelName} AS "sameModel"
    FROM run r WHERE r.project_id = ${projectId}::uuid AND r.started_at >= ${window.from ?? new Date(0)} AND r.started_at < ${window.to}
      AND r.run_id <> ${runId} AND r.evaluated_at IS NOT NULL
    ORDER BY r.started_at DESC, r.run_id LIMIT ${BASELINE_SAMPLE}`;
  const members = await listMembers(tx, projectId, causes, base);
  return causes.map(({ key, cause }) => countGroup(base.filter((run) => !(members.get(key)?.has(run.runId) ?? hasColumn(run, cause)))));
}

/** Which of the runs have each cause that has rows of its own: the stretch of the index that these runs, all of a time, lie in. */
async function listMembers(
  tx: Tx,
  projectId: string,
  causes: readonly KeyedCause[],
  base: readonly BaseRun[],
): Promise<Map<string, Set<string>>> {
  const indexed = causes.filter(({ cause }) => isIndexed(cause));
  const members = new Map<string, Set<string>>(indexed.map(({ key }) => [key, new Set()]));
  const [newest, oldest] = [base[0], base.at(-1)];
  if (indexed.length === 0 || !newest || !oldest) return members;
  const parts = indexed.map(
    ({ key, cause }) => Prisma.sql`SELECT ${key} AS key, c.run_id AS "runId" FROM run_cause c
      WHERE c.project_id = ${projectId}::uuid AND c.kind = ${cause.by} AND c.key = ${key}::uuid
        AND c.started_at >= ${oldest.startedAt} AND c.started_at < ${new Date(newest.startedAt.getTime() + 1)}`,
  );
  const rows = await tx.$queryRaw<{ key: string; runId: string }[]>`${Prisma.join(parts, ' UNION ALL ')}`;
  for (const row of rows) members.get(row.key)?.add(row.runId);
  return members;
}

function isIndexed({ by }: IncidentCause): boolean {
  return by === 'passage' || by === 'page' || by === 'document' || by === 'step_error';
}

function hasColumn(run: BaseRun, cause: IncidentCause): boolean {
  switch (cause.by) {
    case 'prompt':
      return run.promptId === cause.prompt_id && run.promptVersion === cause.prompt_version;
    case 'fingerprint':
      return run.systemFingerprint === cause.system_fingerprint;
    case 'route':
      return run.route === cause.route;
    case 'pattern':
      return run.patternKey === cause.pattern_key;
    default:
      return false;
  }
}

function countGroup(runs: readonly BaseRun[]): GroupCount {
  const many = (holds: (run: BaseRun) => boolean) => runs.filter(holds).length;
  return {
    count: runs.length,
    failed: many((run) => run.failed),
    sameRoute: many((run) => run.sameRoute),
    samePrompt: many((run) => run.samePrompt),
    sameModel: many((run) => run.sameModel),
  };
}
