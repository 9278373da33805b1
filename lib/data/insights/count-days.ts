// Counts marked days anew: everything that Insights keep by day is made from the runs of that day, in one transaction.
import 'server-only';
import { countCostDay } from './cost-day';
import { countPassageDay } from './passage-day';
import { countPatternDay } from './pattern-day';
import { countQuestionDay } from './question-day';
import { type Tx, withProject } from '@/lib/data/database';
import { retryDeadlock } from '@/lib/data/retry-deadlock';

/** What is kept by day. Each replaces its own rows of the day; they run in this order. */
const COUNTERS: readonly ((tx: Tx, projectId: string, day: Date) => Promise<void>)[] = [
  countPatternDay,
  countPassageDay,
  countQuestionDay,
  countCostDay,
];

const TIMEOUT_MS = 300_000;
/** A day with many runs takes long to count and is counted more seldom, so that counting takes a small share of the time. */
const REST = 20;

/** Counts the project's marked days that are due, the newest first. Answers how many. */
export async function countDays(projectId: string): Promise<number> {
  const days = await withProject(
    projectId,
    (tx) => tx.$queryRaw<{ day: Date }[]>`
      WITH marked AS (SELECT DISTINCT m.day FROM day_mark m WHERE m.project_id = ${projectId}::uuid)
      SELECT m.day FROM marked m LEFT JOIN day_counted c ON c.project_id = ${projectId}::uuid AND c.day = m.day
      WHERE c.day IS NULL OR c.counted_at + make_interval(secs => c.took_ms / 1000 * ${REST}) <= now() ORDER BY m.day DESC`,
  );
  let counted = 0;
  for (const { day } of days) {
    const isDone = await retryDeadlock(() => withProject(projectId, (tx) => countDay(tx, projectId, day), { timeoutMs: TIMEOUT_MS }));
    if (isDone) counted += 1;
  }
  return counted;
}

/** False when another worker has counted it meanwhile: taking the marks away waits for whoever takes them at the same time. */
async function countDay(tx: Tx, projectId: string, day: Date): Promise<boolean> {
  const startedAt = performance.now();
  const { count } = await tx.dayMark.deleteMany({ where: { projectId, day } });
  if (count === 0) return false;
  for (const counter of COUNTERS) await counter(tx, projectId, day);
  const counted = { countedAt: new Date(), tookMs: performance.now() - startedAt };
  await tx.dayCounted.upsert({ where: { projectId_day: { projectId, day } }, create: { projectId, day, ...counted }, update: counted });
  return true;
}
