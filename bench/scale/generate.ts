// Fills a project with generated runs, straight into the tables, as they stand after the worker has settled them. The same seed gives
// the same runs. No text is taken from anywhere: words, documents and questions are made up (language.ts, corpus.ts).
import { countDays } from '@/lib/data/insights/count-days';
import { withProject, withProjectSql } from '@/lib/data/database';
import { countMarkedRuns } from '@/lib/data/insights/drift-count';
import { markForCounting } from '@/lib/data/insights/drift-mark';
import { writeRunCauses } from '@/lib/data/checking/run-causes';
import { canonicalRun } from './canonical-run';
import { checked } from './checked';
import { corpus } from './corpus';
import { longRun } from './long-run';
import { random } from './random';
import { uuidOf } from './review-rows';
import { type Row, type Rows, rowsOf } from './rows';
import { circumstances, periodOf, startsOf } from './traffic';
import { writeRows } from './write-rows';

export interface Fill {
  projectId: string;
  runs: number;
  seed?: number;
  /** Days that the runs are spread over; the last one ends before 2026-11-30. */
  days?: number;
  /** Every so many runs has its steps and its record stored as well (1: all): most of the bytes, and nothing that lists and counts read. */
  everyNth?: number;
  /** Steps of further runs, one each, e.g. [1000, 10_000, 100_000]; their ids are `long-<steps>`. */
  longRuns?: readonly number[];
  /** Called now and then with the number of runs that are there. */
  onProgress?: (done: number) => void;
}

const BATCH = 500;
const CAUSES_BATCH = 20_000;

/** lib/data must point at a migrated database (`useDatabase`); the project must be there and hold no generated runs. */
export async function fillProject({ projectId, runs, seed = 1, days = 120, everyNth = 1, longRuns = [], onProgress }: Fill): Promise<void> {
  const texts = corpus(seed, runs);
  const period = periodOf(days);
  const startOf = startsOf(period, runs);
  const queueId = uuidOf(random(seed, 3));
  await createQueue(projectId, queueId, new Date(period.fromMs));
  const known = new KnownRows();
  let writing: Promise<void> = Promise.resolve();
  for (let first = 0; first < runs; first += BATCH) {
    const batch: Rows = {};
    for (let index = first; index < Math.min(runs, first + BATCH); index++) {
      const from = random(seed, 101, index);
      const at = circumstances(seed, index, runs, period, startOf(index) + from.next() * 1000, from);
      const generated = canonicalRun(texts, from, at);
      add(batch, rowsOf(generated, checked(generated, from), from, { projectId, queueId, seq: index, hasBodies: index % everyNth === 0 }));
    }
    // The next batch is made up while this one is written.
    await writing;
    writing = known.write(projectId, batch).then(() => onProgress?.(Math.min(runs, first + BATCH)));
  }
  await writing;
  for (const steps of longRuns) {
    const rows = longRun(seed, steps, period.toMs - 3_600_000, texts, { projectId, queueId, seq: runs, hasBodies: true });
    await known.write(projectId, rows);
  }
}

/** What the product keeps beside the rows of each run: which passages and documents it shares, and the days, counted by its own jobs. */
export async function indexFilled(projectId: string): Promise<void> {
  await indexCauses(projectId);
  // Patterns, drift, cost, passages and questions read days that were counted.
  while ((await countMarkedRuns(projectId)) > 0);
  await countDays(projectId);
}

async function indexCauses(projectId: string): Promise<void> {
  for (let after = ''; ; ) {
    const runIds = await withProject(
      projectId,
      async (tx) => {
        const rows = await tx.run.findMany({
          where: { projectId, runId: { gt: after } },
          select: { runId: true },
          orderBy: { runId: 'asc' },
          take: CAUSES_BATCH,
        });
        const ids = rows.map(({ runId }) => runId);
        await writeRunCauses(tx, projectId, ids);
        await markForCounting(tx, projectId, ids);
        return ids;
      },
      { timeoutMs: 600_000 },
    );
    if (runIds.length < CAUSES_BATCH) return;
    after = runIds.at(-1) as string;
  }
}

/** Words and patterns are shared by runs: each is written by the first that has it. */
class KnownRows {
  private readonly known = new Set<string>();

  async write(projectId: string, rows: Rows): Promise<void> {
    const words = this.fresh(rows['search_word'] ?? [], (row) => `w ${row['block']} ${row['word']}`);
    const patterns = this.fresh(rows['pattern'] ?? [], (row) => `p ${row['pattern_key']}`);
    await withProjectSql(projectId, (client) => writeRows(client, projectId, { ...rows, search_word: words, pattern: patterns }));
  }

  private fresh(list: readonly Row[], keyOf: (row: Row) => string): Row[] {
    return list.filter((row) => {
      const key = keyOf(row);
      if (this.known.has(key)) return false;
      this.known.add(key);
      return true;
    });
  }
}

function add(all: Rows, rows: Rows): void {
  for (const [table, list] of Object.entries(rows)) {
    const known = all[table];
    if (known) known.push(...list);
    else all[table] = [...list];
  }
}

async function createQueue(projectId: string, queueId: string, createdAt: Date): Promise<void> {
  await withProject(projectId, (tx) =>
    tx.queue.create({
      data: {
        projectId,
        queueId,
        name: `generated-${queueId.slice(0, 4)}`,
        title: 'Generated',
        leaseMinutes: 10,
        maxAttempts: 5,
        createdAt,
      },
    }),
  );
}
