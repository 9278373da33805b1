// Small batches of one project that wait for the database are committed together: a commit costs the same for one as for all of them.
import 'server-only';
import { ExpectedError } from '@/lib/errors';
import type { RejectedRun } from '@/lib/data/ingest/ingest-refusal';
import { distinctPacked, type PackedRun } from '@/lib/data/ingest/packed-run';

export interface StoreResult {
  committed: Set<string>;
  rejected: RejectedRun[];
  /** Runs that had no row before. */
  created: number;
}
type Store = (projectId: string, runs: PackedRun[]) => Promise<StoreResult>;

interface Waiting {
  runs: PackedRun[];
  steps: number;
  resolve: (result: StoreResult) => void;
  reject: (error: unknown) => void;
}
interface Line {
  active: number;
  waiting: Waiting[];
}

/** Transactions of one project at once, in one process. */
const AT_ONCE = 2;
/** What waits is put together up to so many steps; a larger batch goes alone. */
const STEPS_TOGETHER = 200;

export class CommitLine {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly store: Store) {}

  /**
   * Commits the runs, with those of others of the project that wait as well; resolves when they are durable, and says of these alone
   * what became of them. When the database is away, all that were put together fail, and none of them is stored.
   */
  async commit(projectId: string, runs: PackedRun[]): Promise<StoreResult> {
    const line = this.lines.get(projectId) ?? { active: 0, waiting: [] };
    this.lines.set(projectId, line);
    if (line.active < AT_ONCE && line.waiting.length === 0) return this.inLine(projectId, line, () => this.store(projectId, runs));
    const steps = runs.reduce((sum, run) => sum + run.rows.length, 0);
    return new Promise((resolve, reject) => line.waiting.push({ runs, steps, resolve, reject }));
  }

  private async inLine<T>(projectId: string, line: Line, work: () => Promise<T>): Promise<T> {
    line.active += 1;
    try {
      return await work();
    } finally {
      line.active -= 1;
      if (line.waiting.length > 0) void this.inLine(projectId, line, () => this.commitTogether(projectId, next(line)));
      else if (line.active === 0) this.lines.delete(projectId);
    }
  }

  /** One in which something was refused is stored again by itself, so that nothing of its neighbours decides about it: twice is once. */
  private async commitTogether(projectId: string, group: readonly Waiting[]): Promise<void> {
    let together: StoreResult | null = null;
    try {
      if (group.length > 1) together = await this.store(projectId, distinctPacked(group.flatMap(({ runs }) => runs)));
    } catch (error) {
      // A passing fault is one for all of them; anything else may be one of them.
      if (error instanceof ExpectedError) {
        for (const { reject } of group) reject(error);
        return;
      }
    }
    let created = together?.created ?? 0;
    for (const { runs, resolve, reject } of group) {
      const isClean = together !== null && !together.rejected.some((refused) => runs.some((run) => isIn(refused, run)));
      if (together && isClean) {
        resolve({ committed: together.committed, rejected: [], created });
        created = 0;
      } else await this.store(projectId, runs).then(resolve, reject);
    }
  }
}

/** The first that waits, and those behind it that fit beside it. */
function next(line: Line): Waiting[] {
  let [count, steps] = [0, 0];
  const ids = new Map<string, boolean>();
  for (const one of line.waiting) {
    if (count > 0 && (steps + one.steps > STEPS_TOGETHER || one.runs.some((run) => isReplacing(run, ids)))) break;
    for (const { runId, isWhole } of one.runs) ids.set(runId, isWhole || ids.get(runId) === true);
    count += 1;
    steps += one.steps;
  }
  return line.waiting.splice(0, count);
}

/** A record posted again as a whole takes the place of the one before, which has to be stored first: what else it said stays. */
function isReplacing({ runId, isWhole }: PackedRun, ids: ReadonlyMap<string, boolean>): boolean {
  const known = ids.get(runId);
  return known === true || (known !== undefined && isWhole);
}

function isIn({ runId, stepId }: RejectedRun, run: PackedRun): boolean {
  return run.runId === runId && (stepId === undefined || run.rows.some((row) => row.stepId === stepId));
}
