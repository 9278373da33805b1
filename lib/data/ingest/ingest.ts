// Stores canonical runs as they come: once, in any order, all of a batch or none of it, and what cannot be stored by itself.
import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { liftMedia } from '@/lib/domain/lift-media';
import { type Actor, can } from '@/lib/domain/policy';
import type { CanonicalRun } from '@/lib/domain/run/run';
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
import { startRedaction } from '@/lib/data/privacy/redact-runs';
import { insertAliases } from './run-aliases';
import { writeScores } from '@/lib/data/runs/scores';
import { enqueueSettling } from '@/lib/data/checking/settle-run-job';
import { distinctPacked, packOrReject, type PackedRun } from './packed-run';

export type { RejectedRun } from './ingest-refusal';
export interface IngestOutcome {
  /** Runs of the batch that are committed, at least in part. */
  accepted: number;
  rejected: RejectedRun[];
  /** Runs that had no row before. */
  created: number;
}

const MAX_DEADLOCK_RETRIES = 3;
/** Small batches of others are answered between the steps of a large one. */
const STEPS_IN_ONE_GO = 100;

/**
 * Commits the batch: a promise that resolves means durable. The same batch twice, in another order or in pieces gives the same
 * rows; a batch that brings nothing new changes nothing. Steps of known runs are merged and reopen them. A record that the
 * database refuses is found by halving and reported alone. Each run is packed as soon as it is asked for, so runs that are made
 * meanwhile need not all be there at once; `steps`, how many they have, has to be said for those. Throws `forbidden`, 429 when a
 * quota is used up (callers with a key only), and `unavailable` for a passing fault, with nothing of the batch's unfinished part stored.
 */
export async function ingestRuns(actor: Actor, runs: Iterable<CanonicalRun>, steps = stepsOf(runs)): Promise<IngestOutcome> {
  if (!can(actor, 'run.ingest')) throw forbidden('send runs');
  await spendQuota(actor, 'spansPerSecond', steps);
  await requireQuota(actor, 'runsPerDay');
  const { packed, rejected } = await packRuns(actor.projectId, runs);
  if (packed.length === 0) return { accepted: 0, rejected, created: 0 };
  const sent = packed.map(({ runId }) => runId);
  const stored = await commits.commit(actor.projectId, distinctPacked(packed));
  chargeQuota(actor, 'runsPerDay', stored.created);
  return {
    accepted: sent.filter((runId) => stored.committed.has(runId)).length,
    rejected: [...rejected, ...stored.rejected],
    created: stored.created,
  };
}

function stepsOf(runs: Iterable<CanonicalRun>): number {
  if (!Array.isArray(runs)) throw new Error('runs that are made while they are asked for need their count of steps');
  return (runs as readonly CanonicalRun[]).reduce((sum, run) => sum + run.steps.length, 0);
}

/** The runs without media, without what privacy takes out and without what a rule refuses, as rows. */
async function packRuns(projectId: string, runs: Iterable<CanonicalRun>): Promise<{ packed: PackedRun[]; rejected: RejectedRun[] }> {
  const packed: PackedRun[] = [];
  const rejected: RejectedRun[] = [];
  const redaction = await startRedaction(projectId);
  let inOneGo = 0;
  for (const run of runs) {
    inOneGo += run.steps.length;
    if (inOneGo > STEPS_IN_ONE_GO) {
      await setImmediate();
      inOneGo = run.steps.length;
    }
    const allowed = refuseByRule(redaction.redact(await withoutMedia(projectId, run), rejected));
    rejected.push(...allowed.rejected);
    for (const one of distinctRuns(allowed.runs)) {
      const ready = packOrReject(one, rejected);
      if (ready) packed.push(ready);
    }
  }
  await redaction.end();
  return { packed, rejected };
}

/** The run with references in place of its media, which are stored. */
async function withoutMedia(projectId: string, run: CanonicalRun): Promise<CanonicalRun[]> {
  const lifted = liftMedia([run]);
  if (lifted.media.length === 0) return lifted.runs;
  const instead = await storeLifted(projectId, lifted.media);
  return instead.size === 0 ? lifted.runs : liftMedia([run], instead).runs;
}

const commits = new CommitLine(async (projectId, runs) => {
  const result: StoreResult = { committed: new Set(), rejected: [], created: 0 };
  await store(projectId, runs, result);
  return result;
});

async function store(projectId: string, runs: readonly PackedRun[], result: StoreResult): Promise<void> {
  if (runs.length === 0) return;
  for (let attempt = 0; ; attempt++) {
    try {
      const entries = runs.map(runEntry);
      const created = await withProjectSql(projectId, (client) => writeBatch(client, projectId, entries));
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
async function storeHalves(projectId: string, runs: readonly PackedRun[], error: unknown, result: StoreResult): Promise<void> {
  const [run] = runs;
  if (run && runs.length === 1 && (run.isWhole || run.rows.length <= 1)) {
    const stepId = run.isWhole ? undefined : run.rows[0]?.stepId;
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

function halvesOf(run: PackedRun): PackedRun[][] {
  const half = Math.ceil(run.rows.length / 2);
  return [[{ ...run, rows: run.rows.slice(0, half) }], [{ ...run, rows: run.rows.slice(half) }]];
}

function passingFault(error: unknown): Error {
  log.warn({ err: error }, 'ingest: the database is not available');
  return unavailable('database_unavailable', 'The database cannot take it now. Nothing was stored; send it again in a few seconds.');
}

/** How many of the runs are new. */
async function writeBatch(client: SqlClient, projectId: string, entries: readonly RunUnderLock[]): Promise<number> {
  const { isDone, isNew } = await insertNewRuns(client, projectId, entries, restAfter);
  if (!isDone) await writeOntoKnown(client, projectId, entries, isNew);
  await writeScores(
    client,
    projectId,
    entries.flatMap(({ run }) => run.scores),
  );
  return isNew.size;
}

/** The batch over what is stored of its runs: what brings something new is merged and reopens its run. */
async function writeOntoKnown(
  client: SqlClient,
  projectId: string,
  batch: readonly RunUnderLock[],
  isNew: ReadonlySet<string>,
): Promise<void> {
  const entries = await lockKnownRuns(client, projectId, batch, isNew);
  const removed = await removeOtherSteps(client, projectId, entries);
  const changes = await writeSteps(
    client,
    projectId,
    entries.map(({ run }) => ({ rows: run.rows, mode: run.isWhole ? 'replace' : 'merge', reread: run.reread ?? sameStep })),
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
    const kept = run.rows.map(({ stepId }) => stepId);
    removed.set(run.runId, await deleteOtherSteps(client, projectId, run.runId, kept));
  }
  return removed;
}

/** A whole run is complete as it comes. */
function restAfter({ run, stored }: RunUnderLock): number {
  return run.isWhole && (stored?.is_whole ?? true) ? 0 : env().COUNTERSIGN_SETTLE_MS;
}
