// What all views of the steps of a run are laid out from; each part is made once for a table and shared.
import { type PathPart, criticalPath } from '@/lib/domain/steps/critical-path';
import { stepAttempts, type StepAttempts } from '@/lib/domain/steps/step-attempts';
import { drawnStarts, ownTime, timeSpan } from '@/lib/domain/steps/step-clock';
import { type StepShape, stepShape } from '@/lib/domain/steps/step-shape';
import { isMissing, STEP_MARKS } from '@/lib/domain/step-mark';
import type { StepTable } from '@/lib/domain/steps/step-table';

export interface LongStep {
  at: number;
  /** Milliseconds in which nothing below it ran. */
  ownMs: number;
  /** Long enough to be pointed at among all rows. */
  isMarked: boolean;
}

export interface StepsModel {
  table: StepTable;
  shape: StepShape;
  attempts: StepAttempts;
  /** Where bars begin, milliseconds. */
  drawn: Float64Array;
  /** Milliseconds from the first start to the last end; null when no step has a time. */
  spanMs: number | null;
  /** Places of steps with the most time of their own, the longest first. */
  longest: readonly LongStep[];
  /** Rows that stand for steps which were never sent. */
  missing: number;
  /** Parts of the critical path by the place of their step. */
  path: ReadonlyMap<number, readonly PathPart[]>;
}

const LONGEST = 8;
/** Of the longest, so many are marked, and only those that took this share of the run. */
const MARKED = 3;
const MARKED_SHARE = 0.1;
/** In a shorter run everybody sees which step is long. */
const MARKED_FROM_STEPS = 8;
const NO_ATTEMPTS = { number: new Uint16Array(0), of: new Uint16Array(0) };

/** Attempts, own times and the critical path wait until all steps are here: half of a run would tell them wrong. */
export function stepsModel(table: StepTable): StepsModel {
  const shape = stepShape(table);
  const isWhole = table.count === table.total;
  const spanMs = timeSpan(table);
  let missing = 0;
  for (let at = 0; at < table.count; at++) if (isMissing(STEP_MARKS[(table.mark[at] as number) - 1] ?? null)) missing += 1;
  return {
    table,
    shape,
    missing,
    attempts: isWhole ? stepAttempts(table, shape) : NO_ATTEMPTS,
    drawn: drawnStarts(table, shape),
    spanMs,
    longest: isWhole ? longestSteps(table, shape, spanMs ?? 0) : [],
    path: isWhole ? byStep(criticalPath(table, shape)) : new Map(),
  };
}

function longestSteps(table: StepTable, shape: StepShape, spanMs: number): LongStep[] {
  const own = ownTime(table, shape);
  const found: { at: number; ownMs: number }[] = [];
  for (let at = 0; at < table.count; at++) {
    const ownMs = own[at] as number;
    if (!(ownMs > 0) || ownMs <= (found.length < LONGEST ? 0 : (found.at(-1)?.ownMs ?? 0))) continue;
    found.push({ at, ownMs });
    found.sort((a, b) => b.ownMs - a.ownMs);
    found.length = Math.min(found.length, LONGEST);
  }
  return found.map((each, place) => ({
    ...each,
    isMarked: place < MARKED && table.count > MARKED_FROM_STEPS && each.ownMs >= spanMs * MARKED_SHARE,
  }));
}

function byStep(parts: readonly PathPart[]): Map<number, PathPart[]> {
  const path = new Map<number, PathPart[]>();
  for (const part of parts) {
    const list = path.get(part.at);
    if (list) list.push(part);
    else path.set(part.at, [part]);
  }
  return path;
}
