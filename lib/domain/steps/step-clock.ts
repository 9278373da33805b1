// What the clock of a step says that cannot be: machines of one run disagree about the time, and it is shown as sent.
import type { StepShape } from './step-shape';
import type { StepTable } from './step-table';

/** `before_parent`: starts before the step above it; `ends_first`: ends before it starts. */
export type ClockFault = { fault: 'before_parent' | 'ends_first'; byMs: number };

/** A start earlier than its parent's by less than this is rounding. */
const ROUNDING_MS = 0.001;

export function clockFault({ start, duration }: StepTable, { parent }: StepShape, at: number): ClockFault | null {
  const length = duration[at] as number;
  if (length < 0) return { fault: 'ends_first', byMs: -length };
  const above = parent[at] as number;
  const early = above < 0 ? 0 : (start[above] as number) - (start[at] as number);
  return early > ROUNDING_MS ? { fault: 'before_parent', byMs: early } : null;
}

/** Where bars begin, milliseconds: where clocks disagree, a step is not drawn before the one above it (`clockFault` says so). */
export function drawnStarts({ start, count }: StepTable, { parent }: StepShape): Float64Array {
  const drawn = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    const above = parent[at] as number;
    const from = above < 0 ? Number.NaN : (drawn[above] as number);
    drawn[at] = Number.isNaN(from) ? (start[at] as number) : Math.max(from, start[at] as number);
  }
  return drawn;
}

/** From the first start to the last end, milliseconds; null when no step has a time. */
export function timeSpan({ start, duration, count }: StepTable): number | null {
  let end: number | null = null;
  for (let at = 0; at < count; at++) {
    const startMs = start[at] as number;
    if (Number.isNaN(startMs)) continue;
    const lengthMs = duration[at] as number;
    end = Math.max(end ?? 0, startMs + (Number.isNaN(lengthMs) ? 0 : Math.max(lengthMs, 0)));
  }
  return end;
}

/** Milliseconds of each step that none of its children covers; NaN where it has no time. Children count as far as they overlap it. */
export function ownTime({ start, duration, count }: StepTable, { end }: StepShape): Float64Array {
  const own = new Float64Array(count).fill(Number.NaN);
  for (let at = 0; at < count; at++) {
    const from = start[at] as number;
    const to = from + (duration[at] as number);
    if (!(to >= from)) continue;
    const covered: [number, number][] = [];
    for (let child = at + 1; child < (end[at] as number); child = end[child] as number) {
      const childFrom = Math.max(from, start[child] as number);
      const childTo = Math.min(to, (start[child] as number) + (duration[child] as number));
      if (childTo > childFrom) covered.push([childFrom, childTo]);
    }
    covered.sort((a, b) => a[0] - b[0]);
    let left = to - from;
    let until = from;
    for (const [childFrom, childTo] of covered) {
      if (childTo <= until) continue;
      left -= childTo - Math.max(until, childFrom);
      until = childTo;
    }
    own[at] = left;
  }
  return own;
}
