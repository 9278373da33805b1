// The trace map: what a run passed through from input to final state, what went in and came out at each boundary, and where the
// first thing went wrong.
import { actBoundaries } from './trace-map-acts';
import { type Boundary, type BoundaryId, CAUSAL_ORDER, type TracedRun } from './trace-boundary';
import { stepBoundaries } from './trace-map-steps';

export interface TraceMap {
  /** In the order in which they are shown; always all twelve, absent ones included. */
  boundaries: Boundary[];
  /** The first boundary, in the order of causes, that failed. */
  failedAt: BoundaryId | null;
  /** The first boundary, in the order of causes, where something was not as it should be; before or at `failedAt`. */
  firstSign: BoundaryId | null;
}

export function traceMap(run: TracedRun): TraceMap {
  const boundaries = [...stepBoundaries(run), ...actBoundaries(run)];
  const status = new Map(boundaries.map((boundary) => [boundary.id, boundary.status]));
  const first = (...wanted: Boundary['status'][]) => CAUSAL_ORDER.find((id) => wanted.includes(status.get(id) ?? 'absent')) ?? null;
  return { boundaries, failedAt: first('fail'), firstSign: first('fail', 'warn') };
}
