// Prompt versions side by side: which there are comes from the counts by day, the figures from the newest runs of each.
import 'server-only';
import { inclusionWeights, type QueuedRun } from '@/lib/domain/learning/inclusion-weights';
import { logOdds } from '@/lib/domain/learning/risk-basis';
import { PROMPT_SEPARATOR } from '@/lib/domain/drift/drift-dimension';
import { type Actor, can } from '@/lib/domain/policy';
import {
  MAX_VERSIONS,
  type PromptQuery,
  type PromptVersions,
  SAMPLED_RUNS,
  type VersionUse,
  type VersionView,
} from '@/lib/domain/prompt/prompt-versions';
import { versionDifference } from '@/lib/domain/prompt/version-difference';
import { versionFigures, type VersionRun } from '@/lib/domain/prompt/version-figures';
import { versionVerdict } from '@/lib/domain/prompt/version-sentence';
import { forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';

/** Whatever the number of runs: as many rows as prompts have days, and at most 1,000 runs of each version. */
export async function listPromptVersions(actor: Actor, query: PromptQuery, now = new Date()): Promise<PromptVersions> {
  if (!can(actor, 'run.read')) throw forbidden('compare prompt versions');
  const { projectId } = actor;
  const from = new Date(now.getTime() - (query.days - 1) * 86_400_000).toISOString().slice(0, 10);
  return withProject(projectId, async (tx) => {
    const uses = await readUses(tx, projectId, from);
    const prompts = promptsOf(uses);
    const promptId = query.prompt_id ?? prompts[0]?.promptId ?? null;
    const known = uses.filter((use) => use.promptId === promptId).sort(byNewest);
    const shown = chooseVersions(known, query);
    const read = await readRuns(tx, projectId, { promptId, versions: shown.map(({ version }) => version), from });
    const [base] = shown;
    const baseRuns = read.get(base?.version ?? '') ?? [];
    const baseFigures = versionFigures(baseRuns);
    const versions = shown.map((use): VersionView => {
      const runs = read.get(use.version) ?? [];
      const figures = versionFigures(runs);
      const shared = { version: use.version, runs: use.runs, firstDay: use.firstDay, lastDay: use.lastDay, sampled: runs.length, figures };
      if (!base || use.version === base.version) return { ...shared, difference: null, verdict: null };
      const difference = versionDifference({ figures, runs }, { figures: baseFigures, runs: baseRuns });
      const names = { version: use.version, base: base.version };
      return {
        ...shared,
        difference,
        verdict: versionVerdict(names, { version: figures.findings, base: baseFigures.findings }, difference),
      };
    });
    return {
      days: query.days,
      prompts,
      promptId,
      known: known.map(({ promptId: _, ...use }) => use),
      base: base?.version ?? null,
      versions,
    };
  });
}

/** Share of the runs of a prompt. */
const IN_USE = 0.02;

type Use = VersionUse & { promptId: string };

async function readUses(tx: Tx, projectId: string, from: string): Promise<Use[]> {
  const rows = await tx.$queryRaw<{ slice: string; runs: number; firstDay: string; lastDay: string }[]>`
    SELECT d.slice_value AS slice, sum(d.runs)::int AS runs, min(d.day)::text AS "firstDay", max(d.day)::text AS "lastDay" FROM drift_day d
    WHERE d.project_id = ${projectId}::uuid AND d.slice_kind = 'prompt' AND d.day >= ${from}::date GROUP BY d.slice_value`;
  return rows.flatMap(({ slice, ...use }) => {
    const at = slice.indexOf(PROMPT_SEPARATOR);
    return at < 0 ? [] : [{ ...use, promptId: slice.slice(0, at), version: slice.slice(at + 1) }];
  });
}

/** The newest is the one that came last; of two that came on one day the one used less so far. */
function byNewest(a: Use, b: Use): number {
  return b.firstDay < a.firstDay ? -1 : b.firstDay > a.firstDay ? 1 : a.runs - b.runs;
}

function promptsOf(uses: readonly Use[]): PromptVersions['prompts'] {
  const sums = new Map<string, { runs: number; versions: number }>();
  for (const { promptId, runs } of uses) {
    const sum = sums.get(promptId) ?? { runs: 0, versions: 0 };
    sums.set(promptId, { runs: sum.runs + runs, versions: sum.versions + 1 });
  }
  return [...sums].map(([promptId, sum]) => ({ promptId, ...sum })).sort((a, b) => b.runs - a.runs || (a.promptId < b.promptId ? -1 : 1));
}

/** Without those that hardly any run has: an old version that somebody still uses is no candidate. */
function inUse(known: readonly Use[]): Use[] {
  const total = known.reduce((sum, { runs }) => sum + runs, 0);
  const used = known.filter(({ runs }) => runs >= total * IN_USE);
  return used.length < 2 ? [...known] : used;
}

/** The base first; without one asked for, the version before the newest. */
function chooseVersions(known: readonly Use[], { version, base }: PromptQuery): Use[] {
  const asked = version ? known.filter((use) => version.includes(use.version)) : inUse(known).slice(0, MAX_VERSIONS);
  const chosen = known.find((use) => use.version === base) ?? asked[1] ?? asked[0];
  if (!chosen) return [];
  return [chosen, ...asked.filter((use) => use !== chosen)].slice(0, MAX_VERSIONS);
}

interface RunRow extends Omit<VersionRun, 'weight' | 'isWrong'> {
  version: string;
  outcome: string | null;
}

/** Newest first, by version. */
async function readRuns(
  tx: Tx,
  projectId: string,
  { promptId, versions, from }: { promptId: string | null; versions: readonly string[]; from: string },
): Promise<Map<string, VersionRun[]>> {
  if (promptId === null || versions.length === 0) return new Map();
  const rows = await tx.$queryRaw<RunRow[]>`
    SELECT n.prompt_version AS version, n.run_id AS "runId", i.digest AS question, n.pattern_key IS NOT NULL AS "hasFinding",
      n.codes && ARRAY['refusal', 'refusal_despite_sources'] AS "isRefusal", coalesce(c.claims, 0)::int AS claims, coalesce(c.found, 0)::int AS found,
      coalesce(c.unfounded, 0)::int AS unfounded, n.risk, n.latency_ms AS "latencyMs", n.cost_usd::float8 AS "costUsd",
      (n.input_tokens + n.output_tokens)::float8 AS tokens, n.review_outcome AS outcome
    FROM unnest(${versions}::text[]) AS v(version)
    CROSS JOIN LATERAL (SELECT r.* FROM run r WHERE r.project_id = ${projectId}::uuid AND r.prompt_id = ${promptId} AND r.prompt_version = v.version
        AND r.evaluated_at IS NOT NULL AND r.started_at >= ${from}::date::timestamp AT TIME ZONE 'UTC'
      ORDER BY r.started_at DESC, r.run_id LIMIT ${SAMPLED_RUNS}) n
    LEFT JOIN run_input i ON i.project_id = ${projectId}::uuid AND i.run_id = n.run_id
    LEFT JOIN LATERAL (SELECT count(*) AS claims, count(*) FILTER (WHERE k.state IN ('exact', 'normalised', 'approximate', 'moved')) AS found,
        count(*) FILTER (WHERE k.state IN ('contradicted', 'missing')) AS unfounded
      FROM claim k WHERE k.project_id = ${projectId}::uuid AND k.run_id = n.run_id AND k.revision = n.revision) c ON true
    ORDER BY n.started_at DESC, n.run_id`;
  const weights = await readWeights(
    tx,
    projectId,
    rows.map(({ runId }) => runId),
  );
  const byVersion = new Map<string, VersionRun[]>();
  for (const { version, outcome, ...run } of rows) {
    const isWrong = outcome === null || outcome === 'escalated' ? null : outcome !== 'approved';
    const list = byVersion.get(version) ?? [];
    byVersion.set(version, list);
    list.push({ ...run, isWrong, weight: weights.get(run.runId) ?? 0 });
  }
  return byVersion;
}

/** One over the chance with which each decided run came before a reviewer, from the queues that these runs are in. */
async function readWeights(tx: Tx, projectId: string, runIds: readonly string[]): Promise<Map<string, number>> {
  const items = await tx.$queryRaw<(Omit<QueuedRun, 'logit'> & { risk: number })[]>`
    SELECT i.run_id AS "runId", i.queue_id::text AS "queueId", i.inclusion, i.risk, i.state = 'done' AS "isDecided"
    FROM item i WHERE i.project_id = ${projectId}::uuid AND i.run_id = ANY (${runIds}::text[]) AND i.state <> 'removed'`;
  const queued = items.map(({ risk, ...item }): QueuedRun => ({ ...item, logit: logOdds(risk) }));
  return inclusionWeights(queued, runIds.length).weights;
}
