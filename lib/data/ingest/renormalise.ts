// Puts what today's sources read in a stored run in place of what it had. Changed runs are settled anew, which makes a new revision.
import 'server-only';
import { isReviewStep } from '@/lib/domain/review/review-step';
import { type Actor, can } from '@/lib/domain/policy';
import type { CanonicalRun, CanonicalStep, Json, RunFacts, StepFacts } from '@/lib/domain/run/run';
import { forbidden } from '@/lib/errors';
import { type SqlClient, withProject, withProjectSql } from '@/lib/data/database';
import { endsRoot } from './ends-root';
import { isRunChanged, reopenRuns, type StoredRun } from './ingest-runs';
import { writeSteps } from './ingest-steps';
import { packRun } from './packed-run';
import { insertAliases } from './run-aliases';
import { textArray } from '@/lib/data/sql-array';
import { enqueueSettling } from '@/lib/data/checking/settle-run-job';

export interface Renormalised {
  runId: string;
  /** Steps that read otherwise than they are stored. */
  changedSteps: number;
  /** Also when only what the run says about itself has changed. */
  isChanged: boolean;
}

const LOCK_RUN = `SELECT run_id, source, declared, declared_ranks, records, is_whole, is_root_ended FROM run
  WHERE project_id = $1::uuid AND run_id = $2 FOR UPDATE`;
const SELECT_STEPS = `SELECT s.step_id, s.parent_id, s.kind, s.source_kind, s.name, s.start_ns::text, s.end_ns::text, s.status, s.error, s.facts,
    s.received_at::text, o.input, o.output, o.attributes, o.events
  FROM step s JOIN step_io o ON o.project_id = $1::uuid AND o.run_id = s.run_id AND o.step_id = s.step_id
  WHERE s.project_id = $1::uuid AND s.run_id = $2 ORDER BY s.step_id`;

/** Steps that began in one instant stand in the order in which they came, and reading them again is no arrival. */
const RESTORE_ARRIVAL = `UPDATE step SET received_at = u.received_at FROM unnest($3::text[], $4::timestamptz[]) AS u(step_id, received_at)
  WHERE project_id = $1::uuid AND run_id = $2 AND step.step_id = u.step_id AND step.received_at <> u.received_at`;

class DryRun extends Error {}

/** Ids of runs in the order of their ids, after `after`. */
export async function runsToRenormalise(
  actor: Actor,
  { after, since, limit }: { after: string; since: Date | null; limit: number },
): Promise<string[]> {
  if (!can(actor, 'run.ingest')) throw forbidden('read runs again');
  const { projectId } = actor;
  const rows = await withProject(projectId, (tx) =>
    tx.run.findMany({
      where: { projectId, runId: { gt: after }, ...(since ? { startedAt: { gte: since } } : {}) },
      orderBy: { runId: 'asc' },
      take: limit,
      select: { runId: true },
    }),
  );
  return rows.map(({ runId }) => runId);
}

/** One transaction under the lock of the run. Null when there is no such run. A dry run changes nothing and says what would change. */
export async function renormaliseRun(
  actor: Actor,
  runId: string,
  reread: (stored: CanonicalRun) => CanonicalRun,
  { isDryRun = false }: { isDryRun?: boolean } = {},
): Promise<Renormalised | null> {
  if (!can(actor, 'run.ingest')) throw forbidden('read runs again');
  let result: Renormalised | null = null;
  try {
    await withProjectSql(actor.projectId, async (client) => {
      result = await rewrite(client, actor.projectId, runId, reread);
      if (isDryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return result;
}

async function rewrite(
  client: SqlClient,
  projectId: string,
  runId: string,
  reread: (stored: CanonicalRun) => CanonicalRun,
): Promise<Renormalised | null> {
  const { rows } = await client.query<StoredRun>(LOCK_RUN, [projectId, runId]);
  const [stored] = rows;
  if (!stored) return null;
  const found = await storedSteps(client, projectId, runId);
  const steps = found.map(({ step }) => step).filter((step) => !isReviewStep(step));
  const known: CanonicalRun = {
    runId,
    source: stored.source,
    facts: stored.declared,
    factRanks: stored.declared_ranks,
    isWhole: stored.is_whole,
    records: stored.records,
    steps,
    aliases: [],
  };
  const run = reread(known);
  const packed = packRun(run);
  const changes = await writeSteps(client, projectId, [{ rows: packed.rows, mode: 'replace', reread: (step) => step }]);
  const changedSteps = changes.get(runId)?.changed ?? 0;
  if (changedSteps > 0) {
    const arrivals = found.map(({ receivedAt }) => receivedAt);
    await client.query(RESTORE_ARRIVAL, [projectId, runId, textArray(found.map(({ step }) => step.stepId)), arrivals]);
  }
  const entry = {
    run: packed,
    stated: { facts: run.facts as RunFacts, ranks: run.factRanks ?? {} },
    records: stored.records,
    // The better source is named whatever the order; today's reading alone decides here.
    stored: { ...stored, source: run.source },
    isRootEnded: stored.is_root_ended || packed.rows.some(endsRoot),
  };
  const isFoundByMore = (await insertAliases(client, projectId, [run])).has(runId);
  const isChanged = changedSteps > 0 || run.source !== stored.source || isFoundByMore || isRunChanged(entry);
  if (isChanged) {
    await reopenRuns(client, projectId, [entry], [0]);
    await enqueueSettling(client, projectId, [{ runId, delayMs: 0 }]);
  }
  return { runId, changedSteps, isChanged };
}

interface StepAsStored {
  step_id: string;
  parent_id: string | null;
  kind: CanonicalStep['kind'];
  source_kind: string | null;
  name: string;
  start_ns: string | null;
  end_ns: string | null;
  status: CanonicalStep['status'];
  error: string | null;
  facts: StepFacts;
  received_at: string;
  input: Json | null;
  output: Json | null;
  attributes: { [key: string]: Json };
  events: { name: string; timeNs: string | null; attributes: { [key: string]: Json } }[];
}

async function storedSteps(client: SqlClient, projectId: string, runId: string): Promise<{ step: CanonicalStep; receivedAt: string }[]> {
  const { rows } = await client.query<StepAsStored>(SELECT_STEPS, [projectId, runId]);
  const ns = (text: string | null) => (text === null ? null : BigInt(text));
  return rows.map((row) => ({
    receivedAt: row.received_at,
    step: {
      stepId: row.step_id,
      parentId: row.parent_id,
      kind: row.kind,
      ...(row.source_kind === null ? {} : { sourceKind: row.source_kind }),
      name: row.name,
      startNs: ns(row.start_ns),
      endNs: ns(row.end_ns),
      status: row.status,
      error: row.error,
      input: row.input,
      output: row.output,
      facts: row.facts,
      attributes: row.attributes,
      events: row.events.map((event) => ({ ...event, timeNs: ns(event.timeNs) })),
    },
  }));
}
