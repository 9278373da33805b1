// The steps of a run without what makes them heavy, in parts: so that a run of 100,000 steps opens in bounded memory and time.
import 'server-only';
import type { AssembledStep, StepFacts } from '@/lib/domain/run/run';
import { notFound } from '@/lib/errors';
import type { Tx } from '@/lib/data/database';
import { assembleLightRun } from './run-pending';
import { WeightedCache } from '@/lib/data/weighted-cache';

/** Runs with more steps than this are read by their outline. */
export const MANY_STEPS = 2000;
/** Steps of a part. */
const PART = 4096;
/** Errors are cut to this in an outline, with an ellipsis; the step has them whole. */
const ERROR_CHARS = 1000;
const CACHED_BYTES = 96 * 1024 * 1024;

/** Steps in tree order, as JSON text part by part. */
export interface StepOutline {
  total: number;
  /** The earliest start, nanoseconds since the epoch. */
  firstNs: string | null;
  parts: readonly string[];
}

type Tuple = [
  string,
  string | null,
  AssembledStep['kind'],
  string,
  string | null,
  string | null,
  AssembledStep['status'],
  string | null,
  number,
  AssembledStep['mark'],
  StepFacts | null,
];

// A revision never changes, and a state of a pending run is named by the moment of its last step.
const holder = globalThis as typeof globalThis & { countersignOutlines?: WeightedCache<StepOutline> };
holder.countersignOutlines ??= new WeightedCache<StepOutline>(CACHED_BYTES);
const cache = holder.countersignOutlines;

/** Of a revision. Throws `not_found` when it is not stored. */
export async function revisionOutline(tx: Tx, projectId: string, runId: string, revision: string): Promise<StepOutline> {
  return cached(`${projectId} ${runId} ${revision}`, async () => {
    // Steps leave the database as they are, some thousands at a time: taking them apart there costs five times as much.
    const rows = await tx.$queryRaw<{ steps: string }[]>`
      SELECT (s.n - 1) / ${PART}::int AS part, '[' || string_agg((s.e - 'bodySha256')::text, ',' ORDER BY s.n) || ']' AS steps
      FROM run_revision v CROSS JOIN LATERAL jsonb_array_elements(v.record->'steps') WITH ORDINALITY AS s(e, n)
      WHERE v.project_id = ${projectId}::uuid AND v.run_id = ${runId} AND v.revision = ${revision}
      GROUP BY part ORDER BY part`;
    if (rows.length === 0 && !(await isStored(tx, projectId, runId, revision))) throw notFound('revision of the run');
    const outline: { total: number; firstNs: string | null; parts: string[] } = { total: 0, firstNs: null, parts: [] };
    for (const { steps } of rows) {
      const part = outlineOf(JSON.parse(steps) as AssembledStep[]);
      outline.total += part.total;
      outline.firstNs = earlier(outline.firstNs, part.firstNs);
      outline.parts.push(...part.parts);
      // Others are answered between two parts.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return outline;
  });
}

/** Of a run that is still being received, as it stands at `lastStepAt` (or at `asOf`). */
export async function pendingOutline(
  tx: Tx,
  projectId: string,
  { runId, lastStepAt, asOf }: { runId: string; lastStepAt: string; asOf: Date | null },
): Promise<StepOutline> {
  return cached(`${projectId} ${runId} ${lastStepAt} ${asOf?.toISOString() ?? ''}`, async () =>
    outlineOf((await assembleLightRun(tx, projectId, runId, asOf)).steps),
  );
}

/** Out of steps that are at hand. */
export function outlineOf(steps: readonly AssembledStep[]): StepOutline {
  const parts: string[] = [];
  for (let from = 0; from < steps.length; from += PART) {
    parts.push(
      JSON.stringify(
        steps.slice(from, from + PART).map((step): Tuple => {
          const { stepId, parentId, kind, name, startNs, endNs, status, error, depth, mark } = step;
          const cut = error !== null && error.length > ERROR_CHARS ? `${error.slice(0, ERROR_CHARS)}…` : error;
          return [stepId, parentId, kind, name, startNs, endNs, status, cut, depth, mark, narrowFacts(step.facts)];
        }),
      ),
    );
  }
  return { total: steps.length, firstNs: steps.reduce<string | null>((first, { startNs }) => earlier(first, startNs), null), parts };
}

/** Steps `from` to `to` (left out), with the few facts that a row and the trace map need; without the hash of the body. */
export function outlinedSteps({ parts, total }: StepOutline, from = 0, to = total): AssembledStep[] {
  const steps: AssembledStep[] = [];
  const end = Math.min(to, total);
  for (let part = Math.floor(from / PART); part * PART < end; part++) {
    const tuples = JSON.parse(parts[part] ?? '[]') as Tuple[];
    for (const tuple of tuples.slice(Math.max(0, from - part * PART), end - part * PART)) steps.push(stepOf(tuple));
  }
  return steps;
}

function stepOf([stepId, parentId, kind, name, startNs, endNs, status, error, depth, mark, facts]: Tuple): AssembledStep {
  return { stepId, parentId, kind, name, startNs, endNs, status, error, depth, mark, facts: facts ?? {}, bodySha256: '' };
}

function narrowFacts({ usage, costUsd, modelName, provider, toolName, finishReason, errorType }: StepFacts): StepFacts {
  const facts: { [name: string]: unknown } = { usage, costUsd, modelName, provider, toolName, finishReason, errorType };
  for (const name of Object.keys(facts)) if (facts[name] === undefined) delete facts[name];
  return facts as StepFacts;
}

async function cached(key: string, read: () => Promise<StepOutline>): Promise<StepOutline> {
  const known = cache.get(key);
  if (known) return known;
  const outline = await read();
  cache.set(
    key,
    outline,
    outline.parts.reduce((sum, part) => sum + part.length, 100),
  );
  return outline;
}

async function isStored(tx: Tx, projectId: string, runId: string, revision: string): Promise<boolean> {
  return (await tx.runRevision.count({ where: { projectId, runId, revision } })) > 0;
}

function earlier(first: string | null, startNs: string | null): string | null {
  if (startNs === null) return first;
  return first === null || BigInt(startNs) < BigInt(first) ? startNs : first;
}
