// Cost of a project over a window of days, from sums of days: the same work for a thousand runs and for a million.
import 'server-only';
import { addCost, COST_KINDS, type CostKind, type CostSums, type DearRun, dearest, NO_COST } from '@/lib/domain/cost/cost-kind';
import {
  type CostDayView,
  type CostGroup,
  type CostQuery,
  type CostRange,
  costRange,
  type CostView,
  shifted,
} from '@/lib/domain/cost/cost-view';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { sendSql } from '@/lib/data/sql-sender';

const SHOWN_VALUES = 12;
const SHOWN_RUNS = 12;

interface SumsRow {
  runs: string;
  knownRuns: string;
  costUsd: string;
  tokenRuns: string;
  inputTokens: string;
  cachedTokens: string;
  outputTokens: string;
  reasoningTokens: string;
  steps: string;
}

const SUMS = `sum(c.runs)::text AS runs, sum(c.known_runs)::text AS "knownRuns", sum(c.cost_usd)::text AS "costUsd",
  sum(c.token_runs)::text AS "tokenRuns", sum(c.input_tokens)::text AS "inputTokens", sum(c.cached_tokens)::text AS "cachedTokens",
  sum(c.output_tokens)::text AS "outputTokens", sum(c.reasoning_tokens)::text AS "reasoningTokens", sum(c.steps)::text AS steps`;

/** By default the last 30 UTC days, today among them. */
export async function getCost(actor: Actor, query: CostQuery): Promise<CostView> {
  if (!can(actor, 'run.read')) throw forbidden('see cost');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const range = costRange(query, (await databaseNow(tx)).toISOString().slice(0, 10));
    const days = await readDays(tx, projectId, 'all', '', range);
    return {
      range,
      total: days.map(({ sums }) => sums).reduce(addCost, NO_COST),
      days,
      groups: await readGroups(tx, projectId, range),
      part: query.kind === undefined ? null : await readPart(tx, projectId, query.kind, query.value ?? '', range),
      ...(await readStanding(tx, projectId, range)),
    };
  });
}

async function readDays(tx: Tx, projectId: string, kind: CostKind, value: string, range: CostRange): Promise<CostDayView[]> {
  const rows = await sendSql<SumsRow & { day: string }>(
    tx,
    `SELECT c.day::text AS day, ${SUMS} FROM cost_day c
     WHERE c.project_id = $1::uuid AND c.kind = $2 AND c.value = $3 AND c.day BETWEEN $4::date AND $5::date GROUP BY c.day`,
    [projectId, kind, value, range.from, range.to],
  );
  const byDay = new Map(rows.map(({ day, ...sums }) => [day, sumsOf(sums)]));
  const days: CostDayView[] = [];
  for (let day = range.from; day <= range.to; day = shifted(day, 1)) days.push({ day, sums: byDay.get(day) ?? NO_COST });
  return days;
}

/** One aggregate over the rows of the window: at most 61 a day and kind. */
async function readGroups(tx: Tx, projectId: string, range: CostRange): Promise<CostGroup[]> {
  const rows = await sendSql<SumsRow & { kind: CostKind; value: string; place: number; values: number }>(
    tx,
    `SELECT * FROM (
       SELECT c.kind, c.value, ${SUMS},
         row_number() OVER (PARTITION BY c.kind ORDER BY sum(c.cost_usd) DESC, sum(c.input_tokens + c.output_tokens) DESC, sum(c.runs) DESC, c.value)::int AS place,
         count(*) OVER (PARTITION BY c.kind)::int AS values
       FROM cost_day c WHERE c.project_id = $1::uuid AND c.kind <> 'all' AND c.day BETWEEN $2::date AND $3::date GROUP BY c.kind, c.value) g
     WHERE g.place <= $4::int ORDER BY g.kind, g.place`,
    [projectId, range.from, range.to, SHOWN_VALUES],
  );
  return COST_KINDS.filter((kind) => kind !== 'all').map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    return {
      kind,
      rows: own.map((row) => ({ value: row.value, sums: sumsOf(row) })),
      more: Math.max(0, (own[0]?.values ?? 0) - own.length),
    };
  });
}

/** Its days, and the dearest of the runs that each day remembers. */
async function readPart(
  tx: Tx,
  projectId: string,
  kind: CostKind,
  value: string,
  range: CostRange,
): Promise<NonNullable<CostView['part']>> {
  const days = await readDays(tx, projectId, kind, value, range);
  const rows = await tx.costDay.findMany({
    where: { projectId, kind, value, day: { gte: new Date(range.from), lte: new Date(range.to) } },
    select: { dearest: true },
  });
  return {
    kind,
    value,
    sums: days.map(({ sums }) => sums).reduce(addCost, NO_COST),
    days,
    dearest: dearest(
      rows.flatMap((row) => row.dearest as unknown as DearRun[]),
      SHOWN_RUNS,
    ),
  };
}

async function readStanding(tx: Tx, projectId: string, range: CostRange): Promise<Pick<CostView, 'countedAt' | 'waitingDays'>> {
  const [row] = await tx.$queryRaw<{ countedAt: Date | null; waitingDays: number }[]>`
    SELECT (SELECT max(c.counted_at) FROM day_counted c WHERE c.project_id = ${projectId}::uuid AND c.day BETWEEN ${range.from}::date AND ${range.to}::date) AS "countedAt",
      (SELECT count(DISTINCT m.day)::int FROM day_mark m WHERE m.project_id = ${projectId}::uuid AND m.day BETWEEN ${range.from}::date AND ${range.to}::date) AS "waitingDays"`;
  return { countedAt: row?.countedAt?.toISOString() ?? null, waitingDays: row?.waitingDays ?? 0 };
}

function sumsOf(row: SumsRow): CostSums {
  return {
    runs: Number(row.runs),
    knownRuns: Number(row.knownRuns),
    costUsd: Number(row.costUsd),
    tokenRuns: Number(row.tokenRuns),
    inputTokens: Number(row.inputTokens),
    cachedTokens: Number(row.cachedTokens),
    outputTokens: Number(row.outputTokens),
    reasoningTokens: Number(row.reasoningTokens),
    steps: Number(row.steps),
  };
}
