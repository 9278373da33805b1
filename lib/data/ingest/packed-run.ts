// A run ready to be written: its steps are rows, and nothing of what they were read from is kept.
import 'server-only';
import { distinctRuns } from '@/lib/data/distinct-runs';
import type { CanonicalRun } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { stepScores } from '@/lib/domain/step-scores';
import { refusalText, type RejectedRun } from './ingest-refusal';
import { rowStep, type StepRow, stepRow } from './step-row';

export interface PackedRun extends Omit<CanonicalRun, 'steps'> {
  rows: readonly StepRow[];
  /** Those of its steps among them. */
  scores: CanonicalScore[];
}

/** Throws a RangeError for what nests too deep to be written. */
export function packRun(run: CanonicalRun): PackedRun {
  return packed(
    run,
    run.steps.map((step) => stepRow(run.runId, step)),
  );
}

/** What cannot be written is refused: a whole run as one, otherwise its step alone. Null when nothing is left. */
export function packOrReject(run: CanonicalRun, rejected: RejectedRun[]): PackedRun | null {
  const refused: RejectedRun[] = [];
  const kept: CanonicalRun['steps'] = [];
  const rows = run.steps.flatMap((step) => {
    try {
      const row = stepRow(run.runId, step);
      kept.push(step);
      return [row];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const stepId = run.isWhole ? {} : { stepId: step.stepId };
      refused.push({ runId: run.runId, ...stepId, code: 'not_storable', detail: refusalText(error), path: '' });
      return [];
    }
  });
  rejected.push(...(run.isWhole ? refused.slice(0, 1) : refused));
  if (refused.length > 0 && (run.isWhole || rows.length === 0)) return null;
  return packed({ ...run, steps: kept }, rows);
}

/** One entry per run, sorted by id, which is the order in which rows are locked. Only runs that come twice are unpacked. */
export function distinctPacked(runs: readonly PackedRun[]): PackedRun[] {
  const byId = new Map<string, PackedRun[]>();
  for (const run of runs) {
    const same = byId.get(run.runId);
    if (same) same.push(run);
    else byId.set(run.runId, [run]);
  }
  return [...byId.values()]
    .flatMap((same) => (same.length === 1 ? same : distinctRuns(same.map(unpackRun)).map(packRun)))
    .sort((a, b) => (a.runId < b.runId ? -1 : 1));
}

function unpackRun({ rows, ...run }: PackedRun): CanonicalRun {
  return { ...run, steps: rows.map(rowStep) };
}

function packed({ steps, ...run }: CanonicalRun, rows: StepRow[]): PackedRun {
  return { ...run, rows, scores: [...stepScores({ ...run, steps }), ...(run.scores ?? [])] };
}
