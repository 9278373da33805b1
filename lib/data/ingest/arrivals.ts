// The runs that came in last, for the page on which somebody connects a tracer.
import 'server-only';
import { type RunNeed, runNeeds } from '@/lib/domain/connect/run-needs';
import { standingRefusal } from '@/lib/domain/key-refusal';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { readRevision } from '@/lib/data/runs/run-revision';
import { assemblePendingRun } from '@/lib/data/runs/run-pending';

export interface Arrival {
  runId: string;
  name: string | null;
  source: string;
  phase: string;
  stepCount: number;
  lastStepAt: string;
}

/** A key that was heard of in the last minutes. */
export interface KeyKnock {
  keyId: string;
  name: string;
  usedAt: string | null;
  /** Set while the last that was heard of it is a refusal. */
  refusal: { at: string; why: string } | null;
}

export interface Arrivals {
  /** The last ones first. */
  runs: Arrival[];
  /** What the last of them has and lacks; null while there is none. */
  needs: RunNeed[] | null;
  /** The last ones first; empty for those who may not see keys. */
  knocks: KeyKnock[];
}

/** One index range each. */
const PHASES = ['receiving', 'settled', 'evaluated'];
const SHOWN = 5;
const KNOCK_MS = 15 * 60_000;

/** The five runs of the project that something arrived for last. */
export async function listArrivals(actor: Actor): Promise<Arrivals> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const newest = [];
    for (const phase of PHASES)
      newest.push(
        ...(await tx.run.findMany({ where: { projectId, phase }, orderBy: { lastStepAt: 'desc' }, take: SHOWN, select: COLUMNS })),
      );
    const runs = newest.sort((a, b) => b.lastStepAt.getTime() - a.lastStepAt.getTime()).slice(0, SHOWN);
    const [last] = runs;
    const knocks = can(actor, 'key.read') ? await listKnocks(tx, projectId, new Date()) : [];
    if (!last) return { runs: [], needs: null, knocks };
    const record =
      last.revision === null
        ? await assemblePendingRun(tx, projectId, last.runId, null)
        : await readRevision(tx, projectId, last.runId, last.revision);
    return {
      runs: runs.map(({ revision: _, lastStepAt, ...run }) => ({ ...run, lastStepAt: lastStepAt.toISOString() })),
      needs: runNeeds(record),
      knocks,
    };
  });
}

const COLUMNS = { runId: true, name: true, source: true, phase: true, stepCount: true, lastStepAt: true, revision: true } as const;

async function listKnocks(tx: Tx, projectId: string, now: Date): Promise<KeyKnock[]> {
  const since = { gt: new Date(now.getTime() - KNOCK_MS) };
  const keys = await tx.apiKey.findMany({
    where: { projectId, OR: [{ lastUsedAt: since }, { lastRefusedAt: since }] },
    select: { keyId: true, name: true, lastUsedAt: true, lastRefusedAt: true, lastRefusal: true },
  });
  const heardAt = ({ lastUsedAt, lastRefusedAt }: (typeof keys)[number]) => Math.max(Number(lastUsedAt ?? 0), Number(lastRefusedAt ?? 0));
  return keys
    .sort((a, b) => heardAt(b) - heardAt(a))
    .slice(0, SHOWN)
    .map((key) => ({
      keyId: key.keyId,
      name: key.name,
      usedAt: key.lastUsedAt?.toISOString() ?? null,
      refusal: key.lastRefusedAt !== null && key.lastRefusedAt > since.gt ? standingRefusal(key) : null,
    }));
}
