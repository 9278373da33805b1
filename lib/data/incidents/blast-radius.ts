// Which other runs share something with a run, how they fared, and how much more often they fail than runs without it.
import 'server-only';
import {
  type BlastCause,
  type BlastRadius,
  type BlastRun,
  byStrength,
  CHOSEN_SAMPLE,
  type Confounder,
  COUNT_BOUND,
  LISTED_SAMPLE,
} from '@/lib/domain/incident/blast-radius';
import { causeLift } from '@/lib/domain/incident/cause-lift';
import type { CauseKind, IncidentCause } from '@/lib/domain/incident/incident-cause';
import { MASK } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden, notFound } from '@/lib/errors';
import { Prisma } from '@/prisma/generated/client';
import { listOwnCauses, type OwnCause } from './blast-causes';
import { type GroupCount, type OwnDimensions, type SampledCause, sampleCauses, sampleOthers, standingSql } from './blast-sample';
import { causeRunsSql, type CauseWindow } from './cause-runs';
import { type Tx, withProject } from '@/lib/data/database';
import { databaseNow } from '@/lib/data/queues/item-verb';

export interface BlastQuery {
  /** Days before the run from which on others count, up to now; null: all. */
  days: number | null;
  /** Only causes of this kind. */
  by?: CauseKind | undefined;
  /** The cause whose runs are listed; the one that surely fails most often when absent. */
  key?: string | undefined;
}

const LISTED_RUNS = 25;
const DAY_MS = 86_400_000;
/** From this difference of shares on, something else is named that differs as well. */
const CONFOUNDING_GAP = 0.25;

/** Throws `not_found`. Work is bounded whatever the size of the project: counts stop at 10,000, samples at 1,000. */
export async function getBlastRadius(actor: Actor, runId: string, query: BlastQuery): Promise<BlastRadius> {
  if (!can(actor, 'incident.read')) throw forbidden('see incidents');
  const canReadRaw = can(actor, 'run.read_raw');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const own = await ownRun(tx, projectId, runId);
    const to = await databaseNow(tx);
    const from = query.days === null ? null : new Date(Math.min(own.startedAt.getTime(), to.getTime()) - query.days * DAY_MS);
    const window: CauseWindow = { from, to: new Date(Math.max(to.getTime(), own.startedAt.getTime()) + 1) };
    const { causes, passagesLeftOut } = await listOwnCauses(tx, projectId, runId, own, canReadRaw);
    const asked = causes.filter(({ cause }) => query.by === undefined || cause.by === query.by);
    const others = await sampleOthers(tx, projectId, runId, own, asked, window);
    const compared = asked.map((each, place) => ({ ...each, other: others[place] as GroupCount }));
    const counted = await measure(tx, projectId, runId, own, compared, window, LISTED_SAMPLE);
    const sorted = counted.toSorted(byStrength);
    const chosen = query.key === undefined ? sorted.find(({ count }) => count > 0) : sorted.find(({ key }) => key === query.key);
    return {
      runId,
      runName: own.name,
      startedAt: own.startedAt.toISOString(),
      window: { days: query.days, from: from?.toISOString() ?? null, to: to.toISOString() },
      causes: sorted.map((each) => shownTo(each, canReadRaw)),
      passagesLeftOut,
      chosen: chosen ? await detailOf(tx, projectId, runId, own, chosen, compared, window, canReadRaw) : null,
    };
  });
}

/** With the runs that do not have the cause, which it is held against. */
type ComparedCause = OwnCause & { other: GroupCount };

type Own = Awaited<ReturnType<typeof ownRun>>;

async function ownRun(tx: Tx, projectId: string, runId: string) {
  const run = runId.includes('\0')
    ? null
    : await tx.run.findUnique({
        where: { projectId_runId: { projectId, runId } },
        select: {
          name: true,
          revision: true,
          startedAt: true,
          promptId: true,
          promptVersion: true,
          modelName: true,
          route: true,
          systemFingerprint: true,
          patternKey: true,
        },
      });
  if (!run) throw notFound('run');
  return run;
}

async function measure(
  tx: Tx,
  projectId: string,
  runId: string,
  own: Own,
  causes: readonly ComparedCause[],
  window: CauseWindow,
  sampleSize: number,
): Promise<BlastCause[]> {
  if (causes.length === 0) return [];
  const counts = await countAll(tx, projectId, runId, causes, window);
  const samples = await sampleCauses(tx, projectId, runId, own, causes, window, sampleSize);
  return causes.map(({ other, ...each }, place) => {
    const sample = samples[place];
    if (!sample) throw new Error('a cause was not measured');
    const count = counts[place] ?? 0;
    return {
      ...each,
      count: Math.min(count, COUNT_BOUND),
      isMore: count > COUNT_BOUND,
      outcomes: { ...sample.outcomes, isAll: sample.count >= count },
      lift: causeLift(sample, other),
      confounders: confoundersOf(each.cause, own, sample, other),
    };
  });
}

/** One statement for all causes; the run itself is not counted. */
async function countAll(tx: Tx, projectId: string, runId: string, causes: readonly OwnCause[], window: CauseWindow): Promise<number[]> {
  const parts = causes.map(({ cause }, ord) => {
    const runs = causeRunsSql(projectId, null, cause, window, null, COUNT_BOUND + 2);
    return Prisma.sql`SELECT ${ord}::int AS ord, count(*)::int AS count FROM (${runs}) AS f WHERE f.run_id <> ${runId}`;
  });
  const rows = await tx.$queryRaw<{ ord: number; count: number }[]>`${Prisma.join(parts, ' UNION ALL ')}`;
  const byOrd = new Map(rows.map(({ ord, count }) => [ord, count]));
  return causes.map((_, ord) => byOrd.get(ord) ?? 0);
}

/** Where the two groups differ in something else that this run has, the difference in failures may be its doing. */
function confoundersOf(cause: IncidentCause, own: OwnDimensions, sample: SampledCause, other: GroupCount): Confounder[] {
  if (sample.count === 0 || other.count === 0) return [];
  const dimensions = [
    { what: 'route', value: own.route, of: 'sameRoute', by: 'route' },
    { what: 'prompt version', value: own.promptVersion, of: 'samePrompt', by: 'prompt' },
    { what: 'model', value: own.modelName, of: 'sameModel', by: 'fingerprint' },
  ] as const;
  return dimensions.flatMap(({ what, value, of, by }) => {
    const shareWith = sample[of] / sample.count;
    const shareWithout = other[of] / other.count;
    return value === null || by === cause.by || Math.abs(shareWith - shareWithout) < CONFOUNDING_GAP
      ? []
      : [{ what, value, shareWith, shareWithout }];
  });
}

async function detailOf(
  tx: Tx,
  projectId: string,
  runId: string,
  own: Own,
  chosen: BlastCause,
  causes: readonly ComparedCause[],
  window: CauseWindow,
  canReadRaw: boolean,
): Promise<NonNullable<BlastRadius['chosen']>> {
  const asked = causes.filter(({ key }) => key === chosen.key);
  const [measured] = chosen.outcomes.isAll ? [chosen] : await measure(tx, projectId, runId, own, asked, window, CHOSEN_SAMPLE);
  const runs = causeRunsSql(projectId, null, chosen.cause, window, null, LISTED_RUNS + 1);
  const rows = await tx.$queryRaw<BlastRun[]>`
    SELECT r.run_id AS "runId", r.name, to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "startedAt", r.route, r.risk,
      cardinality(r.codes)::int AS findings, ${standingSql(projectId)} AS standing, r.input_preview AS "inputPreview"
    FROM (${runs}) AS f JOIN run r ON r.project_id = ${projectId}::uuid AND r.run_id = f.run_id WHERE f.run_id <> ${runId}
    ORDER BY r.started_at DESC, r.run_id LIMIT ${LISTED_RUNS}`;
  return {
    cause: shownTo(measured ?? chosen, canReadRaw),
    runs: rows.map((row) => (canReadRaw ? row : { ...row, inputPreview: MASK })),
  };
}

function shownTo(each: BlastCause, canReadRaw: boolean): BlastCause {
  return canReadRaw || each.cause.by !== 'step_error' ? each : { ...each, cause: { ...each.cause, template: MASK } };
}
