// Compares two runs of a project, or what one run said with what its reviewers made of it.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { alignRuns, type RunAlignment } from '@/lib/domain/compare/align-runs';
import type { StepAlignment } from '@/lib/domain/compare/align-steps';
import { type ComparableStep, NO_BODY } from '@/lib/domain/compare/comparable-run';
import { type ComparedRun, compareRuns, type RunComparison } from '@/lib/domain/compare/compare-runs';
import { DETAILED_ROWS, stepChanges } from '@/lib/domain/compare/compare-steps';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import { type Tx, withProject } from '@/lib/data/database';
import { getRun } from './run-detail';
import { type StepBodies, stepBodies, stepPrompts } from './step-bodies';
import { WeightedCache } from '@/lib/data/weighted-cache';

export interface ComparedRuns {
  left: RunDetail;
  right: RunDetail;
  comparison: RunComparison;
}

/** Characters of each body that steps are aligned by, and that changed steps are compared by. */
const ALIGNED_BY_CHARS = 600;
const ALIGNED_BY_CHARS_IN_LONG_RUNS = 200;
const COMPARED_CHARS = 8_000;
const LONG_RUN_STEPS = 5_000;
/** For reading the bodies of 100,000 steps on a busy machine. */
const TIMEOUT_MS = 120_000;
/** Pairs of model calls whose prompts are compared. */
const PROMPT_PAIRS = 40;

/**
 * `view` says which output is compared; for a run and itself `effective` puts the original on the left and what decisions made of it on
 * the right. Throws `not_found` when either is absent. Who may not see content gets the same rows with texts masked.
 */
export async function getComparison(
  actor: Actor,
  runId: string,
  otherId: string,
  { view = 'original' }: { view?: 'original' | 'effective' } = {},
): Promise<ComparedRuns> {
  const right = await getRun(actor, otherId);
  const left = runId === otherId ? right : await getRun(actor, runId);
  const isSeen = can(actor, 'run.read_raw');
  const { projectId } = actor;
  const key = JSON.stringify([projectId, isSeen, view, stateOf(left), stateOf(right)]);
  const known = kept.get(key);
  if (known) return { left, right, comparison: known };
  const sides = await withProject(
    projectId,
    async (tx): Promise<[ComparedRun, ComparedRun]> => [
      await side(tx, projectId, left, isSeen, view === 'effective' && runId !== otherId),
      await side(tx, projectId, right, isSeen, view === 'effective'),
    ],
    { timeoutMs: TIMEOUT_MS },
  );
  // Between two transactions: aligning long runs takes longer than one should be held open.
  const alignment = alignRuns(...sides);
  const comparison = isSeen ? await inDetail(projectId, sides, alignment) : compareRuns(...sides, alignment);
  if (left.revision !== null && right.revision !== null) kept.set(key, comparison, comparison.steps.length + 100);
  return { left, right, comparison };
}

async function inDetail(projectId: string, sides: [ComparedRun, ComparedRun], alignment: RunAlignment): Promise<RunComparison> {
  const [before, after, longer] = await withProject(
    projectId,
    async (tx) =>
      [
        await withPrompts(tx, projectId, sides[0], promptPairs(alignment.steps, 0)),
        await withPrompts(tx, projectId, sides[1], promptPairs(alignment.steps, 1)),
        await withLongerBodies(tx, projectId, sides, alignment),
      ] as const,
    { timeoutMs: TIMEOUT_MS },
  );
  return compareRuns(before, after, longer);
}

/** Steps of long runs are read in pieces: the pages of one comparison are made from one alignment. Weight: rows of steps. */
const kept = new WeightedCache<RunComparison>(500_000);

/** What a comparison is made from: content by its revision, checks by when they were made, and what decisions made of the output. */
function stateOf({ record: { runId }, revision, evaluatedAt, effectiveOutput, summary }: RunDetail): unknown[] {
  return [runId, revision, evaluatedAt, effectiveOutput, summary.costUsd, summary.latencyMs];
}

async function side(tx: Tx, projectId: string, detail: RunDetail, isSeen: boolean, isEffective: boolean): Promise<ComparedRun> {
  const { record, claims, findings, summary } = detail;
  const chars = record.steps.length > LONG_RUN_STEPS ? ALIGNED_BY_CHARS_IN_LONG_RUNS : ALIGNED_BY_CHARS;
  const bodies = await stepBodies(tx, { projectId, runId: record.runId }, isSeen ? chars : 0);
  return {
    runId: record.runId,
    facts: record.facts,
    steps: record.steps.map((step): ComparableStep => ({ ...step, ...(bodies.get(step.stepId) ?? { input: NO_BODY, output: NO_BODY }) })),
    passages: record.passages,
    claims,
    findings,
    output: isEffective ? detail.effectiveOutput : detail.originalOutput,
    prompts: new Map(),
    measures: { costUsd: summary.costUsd, latencyMs: summary.latencyMs, stepCount: summary.stepCount, errorCount: summary.errorCount },
  };
}

/** Step ids of one side of the first pairs of model calls. */
function promptPairs({ left, right, toRight }: StepAlignment, sideIndex: number): string[] {
  const ids: string[] = [];
  for (let place = 0; place < left.count && ids.length < PROMPT_PAIRS; place++) {
    const partner = toRight[place] as number;
    const step = left.steps[place];
    if (partner === -1 || !step || (step.kind !== 'LLM' && step.kind !== 'PROMPT')) continue;
    ids.push((sideIndex === 0 ? step : (right.steps[partner] as ComparableStep)).stepId);
  }
  return ids;
}

async function withPrompts(tx: Tx, projectId: string, run: ComparedRun, stepIds: readonly string[]): Promise<ComparedRun> {
  return { ...run, prompts: await stepPrompts(tx, projectId, run.runId, stepIds) };
}

/** Of the pairs that will be told word by word, more than what they were aligned by. */
async function withLongerBodies(
  tx: Tx,
  projectId: string,
  runs: readonly [ComparedRun, ComparedRun],
  alignment: RunAlignment,
): Promise<RunAlignment> {
  const { left, right, toRight } = alignment.steps;
  const pairs = [...toRight.entries()].filter(([l, r]) => {
    if (r === -1) return false;
    const changes = stepChanges(left.steps[l] as ComparableStep, right.steps[r] as ComparableStep);
    return changes.includes('input') || changes.includes('output');
  });
  const told = pairs.slice(0, DETAILED_ROWS);
  const longer = await Promise.all(
    runs.map(({ runId }, index) => {
      const stepIds = told.flatMap((pair) => (index === 0 ? left.steps[pair[0]] : right.steps[pair[1]])?.stepId ?? []);
      return stepIds.length === 0
        ? Promise.resolve<ReadonlyMap<string, StepBodies>>(new Map())
        : stepBodies(tx, { projectId, runId, stepIds }, COMPARED_CHARS);
    }),
  );
  const replaced = (steps: readonly ComparableStep[], bodies: ReadonlyMap<string, StepBodies> | undefined) =>
    steps.map((step) => ({ ...step, ...bodies?.get(step.stepId) }));
  return {
    ...alignment,
    steps: {
      ...alignment.steps,
      left: { ...left, steps: replaced(left.steps, longer[0]) },
      right: { ...right, steps: replaced(right.steps, longer[1]) },
    },
  };
}
