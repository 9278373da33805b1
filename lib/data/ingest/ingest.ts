// Stores canonical runs as they come: once, in any order, all of a batch or none of it, and what cannot be stored by itself.
import 'server-only';
import { liftMedia } from '@/lib/domain/lift-media';
import { type Actor, can } from '@/lib/domain/policy';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { stepScores } from '@/lib/domain/step-scores';
import { env } from '@/lib/env';
import { forbidden, unavailable } from '@/lib/errors';
import { log } from '@/lib/log';
import { type SqlClient, withProjectSql } from '@/lib/data/database';
import { CommitLine, type StoreResult } from '@/lib/data/commit-line';
import { distinctRuns, sameStep } from '@/lib/data/distinct-runs';
import { chargeQuota, requireQuota, spendQuota } from './ingest-quota';
import { isDeadlock, isPassingFault, isRefusedData, refusalText, refuseByRule, type RejectedRun } from './ingest-refusal';
import { insertNewRuns } from './ingest-new';
import { isRunChanged, lockKnownRuns, reopenRuns, runEntry, type RunUnderLock } from './ingest-runs';
import { deleteOtherSteps, writeSteps } from './ingest-steps';
import { storeLifted } from './media';
import { redactRuns } from '@/lib/data/privacy/redact-runs';
import { insertAliases } from './run-aliases';
import { writeScores } from '@/lib/data/runs/scores';
import { enqueueSettling } from '@/lib/data/checking/settle-run-job';
import { stepRow, type StepRow } from './step-row';

export type { RejectedRun } from './ingest-refusal';
export interface IngestOutcome {
  /** Runs of the batch that are committed, at least in part. */
  accepted: number;
  rejected: RejectedRun[];
  /** Runs that had no row before. */
  created: number;
}

const MAX_DEADLOCK_RETRIES = 3;

/**
 * Commits the batch: a promise that resolves means durable. The same batch twice, in another order or in pieces gives the same
 * rows; a batch that brings nothing new changes nothing. Steps of known runs are merged and reopen them. A record that the
 * database refuses is found by halving and reported alone. Throws `forbidden`, 429 when a quota is
 * used up (callers with a key only), and `unavailable` for a passing fault, with nothing of the batch's unfinished part stored.
 */
export async function ingestRuns(actor: Actor, runs: readonly CanonicalRun[]): Promise<IngestOutcome> {
  if (!can(actor, 'run.ingest')) throw forbidden('send runs');
  await spendQuota(
    actor,
    'spansPerSecond',
    runs.reduce((sum, { steps }) => sum + steps.length, 0),
  );
  await requireQuota(actor, 'runsPerDay');
  const lifted = liftMedia(runs);
  const instead = await storeLifted(actor.projectId, lifted.media);
  const safe = await redactRuns(actor.projectId, instead.size === 0 ? lifted.runs : liftMedia(runs, instead).runs);
  const allowed = refuseByRule(safe.runs);
  const distinct = distinctRuns(allowed.runs);
  if (distinct.length === 0) return { accepted: 0, rejected: [...safe.rejected, ...allowed.rejected], created: 0 };
  const { committed, rejected, created } = await commits.commit(actor.projectId, distinct);
  chargeQuota(actor, 'runsPerDay', created);
  return {
    accepted: allowed.runs.filter(({ runId }) => committed.has(runId)).length,
    rejected: [...safe.rejected, ...allowed.rejected, ...rejected],
    created,
  };
}

const commits = new CommitLine(async (projectId, runs) => {
  const result: StoreResult = { committed: new Set(), rejected: [], created: 0 };
  await store(projectId, runs, result);
  return result;
});

async function store(projectId: string, runs: CanonicalRun[], result: StoreResult): Promise<void> {
  if (runs.length === 0) return;
  for (let attempt = 0; ; attempt++) {
    try {
      const batch = runs.map((run): PreparedRun => ({ entry: runEntry(run), rows: run.steps.map((step) => stepRow(run.runId, step)) }));
      const created = await withProjectSql(projectId, (client) => writeBatch(client, projectId, batch));
      result.created += created;
      for (const { runId } of runs) result.committed.add(runId);
      return;
    } catch (error) {
      if (isDeadlock(error) && attempt < MAX_DEADLOCK_RETRIES) continue;
      if (isPassingFault(error)) throw passingFault(error);
      if (!isRefusedData(error)) throw error;
      await storeHalves(projectId, runs, error, result);
      return;
    }
  }
}

/** Halves until the one record is alone that the database will not have. A whole run is never stored in part. */
async function storeHalves(projectId: string, runs: CanonicalRun[], error: unknown, result: StoreResult): Promise<void> {
  const [run] = runs;
  if (run && runs.length === 1 && (run.isWhole || run.steps.length <= 1)) {
    const stepId = run.isWhole ? undefined : run.steps[0]?.stepId;
    result.rejected.push({
      runId: run.runId,
      ...(stepId === undefined ? {} : { stepId }),
      code: 'not_storable',
      detail: refusalText(error),
      path: '',
    });
    return;
  }
  const half = Math.ceil(runs.length / 2);
  const parts = run && runs.length === 1 ? halvesOf(run) : [runs.slice(0, half), runs.slice(half)];
  for (const part of parts) await store(projectId, part, result);
}

function halvesOf(run: CanonicalRun): CanonicalRun[][] {
  const half = Math.ceil(run.steps.length / 2);
  return [[{ ...run, steps: run.steps.slice(0, half) }], [{ ...run, steps: run.steps.slice(half) }]];
}

function passingFault(error: unknown): Error {
  log.warn({ err: error }, 'ingest: the database is not available');
  return unavailable('database_unavailable', 'The database cannot take it now. Nothing was stored; send it again in a few seconds.');
}

/** Written out before the transaction begins, so that no lock is held meanwhile. */
interface PreparedRun {
  entry: RunUnderLock;
  rows: StepRow[];
}

/** How many of the runs are new. */
async function writeBatch(client: SqlClient, projectId: string, batch: readonly PreparedRun[]): Promise<number> {
  const { isDone, isNew } = await insertNewRuns(
    client,
    projectId,
    batch.map(({ entry }) => entry),
    batch.flatMap(({ rows }) => rows),
    batch.map(({ rows }) => rows.length),
    restAfter,
  );
  if (!isDone) await writeOntoKnown(client, projectId, batch, isNew);
  await writeScores(
    client,
    projectId,
    batch.flatMap(({ entry: { run } }) => [...stepScores(run), ...(run.scores ?? [])]),
  );
  return isNew.size;
}

/** The batch over what is stored of its runs: what brings something new is merged and reopens its run. */
async function writeOntoKnown(
  client: SqlClient,
  projectId: string,
  batch: readonly PreparedRun[],
  isNew: ReadonlySet<string>,
): Promise<void> {
  const entries = await lockKnownRuns(
    client,
    projectId,
    batch.map(({ entry }) => entry),
    isNew,
  );
  const removed = await removeOtherSteps(client, projectId, entries);
  const changes = await writeSteps(
    client,
    projectId,
    entries.map(({ run }, index) => ({
      runId: run.runId,
      steps: run.steps,
      rows: batch[index]?.rows ?? [],
      mode: run.isWhole ? 'replace' : 'merge',
      reread: run.reread ?? sameStep,
    })),
  );
  const aliasesOf = await insertAliases(
    client,
    projectId,
    entries.map(({ run }) => run),
  );
  const touched = entries
    .map((entry) => (changes.get(entry.run.runId)?.isRootEnded ? { ...entry, isRootEnded: true } : entry))
    .filter(
      (entry) =>
        isRunChanged(entry) || changes.has(entry.run.runId) || (removed.get(entry.run.runId) ?? 0) > 0 || aliasesOf.has(entry.run.runId),
    );
  const reopened = touched.filter(({ stored }) => stored !== null);
  if (reopened.length > 0) {
    await reopenRuns(
      client,
      projectId,
      reopened,
      reopened.map(({ run }) => (changes.get(run.runId)?.added ?? 0) - (removed.get(run.runId) ?? 0)),
    );
  }
  await enqueueSettling(
    client,
    projectId,
    touched.map((entry) => ({ runId: entry.run.runId, delayMs: restAfter(entry) })),
  );
}

/** How many steps of each run that is posted again as a whole are gone. */
async function removeOtherSteps(client: SqlClient, projectId: string, entries: readonly RunUnderLock[]): Promise<Map<string, number>> {
  const removed = new Map<string, number>();
  for (const { run, stored } of entries) {
    if (!run.isWhole || !stored?.is_whole) continue;
    const kept = run.steps.map(({ stepId }) => stepId);
    removed.set(run.runId, await deleteOtherSteps(client, projectId, run.runId, kept));
  }
  return removed;
}

/** A whole run is complete as it comes. */
function restAfter({ run, stored }: RunUnderLock): number {
  return run.isWhole && (stored?.is_whole ?? true) ? 0 : env().COUNTERSIGN_SETTLE_MS;
}
