// The runs that came in last, for the page on which somebody connects a tracer.
import 'server-only';
import { type RunNeed, runNeeds } from '@/lib/domain/connect/run-needs';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
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

export interface Arrivals {
  /** The last ones first. */
  runs: Arrival[];
  /** What the last of them has and lacks; null while there is none. */
  needs: RunNeed[] | null;
}

/** One index range each. */
const PHASES = ['receiving', 'settled', 'evaluated'];
const SHOWN = 5;

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
    if (!last) return { runs: [], needs: null };
    const record =
      last.revision === null
        ? await assemblePendingRun(tx, projectId, last.runId, null)
        : await readRevision(tx, projectId, last.runId, last.revision);
    return {
      runs: runs.map(({ revision: _, lastStepAt, ...run }) => ({ ...run, lastStepAt: lastStepAt.toISOString() })),
      needs: runNeeds(record),
    };
  });
}

const COLUMNS = { runId: true, name: true, source: true, phase: true, stepCount: true, lastStepAt: true, revision: true } as const;
