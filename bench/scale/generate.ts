// Fills a project with generated runs, straight into the tables, as they stand after the worker has settled them. The same seed gives
// the same runs. No text is taken from anywhere: words, documents and questions are made up (language.ts, corpus.ts).
import { withProject, withProjectSql } from '@/lib/data/database';
import { canonicalRun } from './canonical-run';
import { checked } from './checked';
import { corpus } from './corpus';
import { longRun } from './long-run';
import { random } from './random';
import { type Rows, rowsOf, uuidOf } from './rows';
import { circumstances, periodOf, startsOf } from './traffic';
import { writeRows } from './write-rows';

export interface Fill {
  projectId: string;
  runs: number;
  seed?: number;
  /** Days that the runs are spread over; the last one ends before 2026-11-30. */
  days?: number;
  /** Steps of further runs, one each, e.g. [1000, 10_000, 100_000]; their ids are `long-<steps>`. */
  longRuns?: readonly number[];
  /** Called now and then with the number of runs that are there. */
  onProgress?: (done: number) => void;
}

const BATCH = 500;

/** lib/data must point at a migrated database (`useDatabase`); the project must be there and hold no generated runs. */
export async function fillProject({ projectId, runs, seed = 1, days = 120, longRuns = [], onProgress }: Fill): Promise<void> {
  const texts = corpus(seed, runs);
  const period = periodOf(days);
  const startOf = startsOf(period, runs);
  const queueId = uuidOf(random(seed, 3));
  await createQueue(projectId, queueId, new Date(period.fromMs));
  let writing: Promise<void> = Promise.resolve();
  for (let first = 0; first < runs; first += BATCH) {
    const batch: Rows = {};
    for (let index = first; index < Math.min(runs, first + BATCH); index++) {
      const from = random(seed, 101, index);
      const at = circumstances(seed, index, runs, period, startOf(index) + from.next() * 1000, from);
      const generated = canonicalRun(texts, from, at);
      add(batch, rowsOf(generated, checked(generated, from), from, queueId));
    }
    // The next batch is made up while this one is written.
    await writing;
    writing = withProjectSql(projectId, (client) => writeRows(client, projectId, batch)).then(() =>
      onProgress?.(Math.min(runs, first + BATCH)),
    );
  }
  await writing;
  for (const steps of longRuns) {
    const rows = longRun(seed, steps, period.toMs - 3_600_000, texts);
    await withProjectSql(projectId, (client) => writeRows(client, projectId, rows));
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
    tx.queue.create({ data: { projectId, queueId, name: 'generated', title: 'Generated', leaseMinutes: 10, maxAttempts: 5, createdAt } }),
  );
}
