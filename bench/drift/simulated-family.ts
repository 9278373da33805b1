// The family of tests that a project has on one day, over simulated days: all runs and each slice, every dimension.
import { compareDimension, type DayCounts } from '@/lib/domain/drift/compare-windows';
import { findDimension } from '@/lib/domain/drift/drift-dimension';
import type { FamilyMember } from '@/lib/domain/drift/drift-family';
import { addDays, type DriftWindows } from '@/lib/domain/drift/drift-windows';
import type { Counts } from '@/lib/domain/drift/run-contribution';
import { type QuietWorld, type SimulationSpan, simulateDays } from '@/lib/domain/drift/simulate-days';
import { QUIET_DIMENSIONS, QUIET_SLICES } from './quiet-dimensions';

/** Days for one window, its reference and the blocks before. */
export const HISTORY_DAYS = 7 + 28 + 84;
export const START = '2020-01-06';

export interface SimulatedSlices {
  /** The first one is all runs, the sum of the others. */
  slices: DayCounts[][];
}

export function simulateSlices(world: QuietWorld, span: SimulationSpan): SimulatedSlices {
  const parts = QUIET_SLICES.map((share, index) =>
    simulateDays(QUIET_DIMENSIONS, { ...world, runsPerDay: world.runsPerDay * share }, { ...span, seed: span.seed * 31 + index }),
  );
  const all = (parts[0] ?? []).map(({ day }, index) => ({
    day,
    runs: parts.reduce((sum, part) => sum + (part[index]?.runs ?? 0), 0),
    counts: parts.reduce<Counts>((sum, part) => added(sum, part[index]?.counts ?? {}), {}),
  }));
  return { slices: [all, ...parts] };
}

/** Every test of the day after `lastDay` (an index). */
export function familyAt({ slices }: SimulatedSlices, lastDay: number): FamilyMember[] {
  const to = addDays(START, lastDay);
  const from = addDays(to, -6);
  const windows: DriftWindows = { current: { from, to }, reference: { from: addDays(from, -28), to: addDays(from, -1) } };
  return slices.flatMap((days, slice) => {
    const history = days.slice(Math.max(0, lastDay + 1 - HISTORY_DAYS), lastDay + 1);
    return QUIET_DIMENSIONS.flatMap(({ key }) => {
      const dimension = findDimension(key);
      const comparison = dimension && compareDimension(dimension, history, windows, { hasValues: false });
      return comparison ? [{ slice: { kind: slice === 0 ? 'all' : 'route', value: String(slice) } as const, comparison }] : [];
    });
  });
}

function added(left: Counts, right: Counts): Counts {
  const sum: Counts = { ...left };
  for (const [key, counts] of Object.entries(right)) {
    const own = { ...sum[key] };
    for (const [value, count] of Object.entries(counts)) own[value] = (own[value] ?? 0) + count;
    sum[key] = own;
  }
  return sum;
}
