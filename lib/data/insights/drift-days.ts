// The counts that a comparison needs: the windows and the blocks before them, of one slice.
import 'server-only';
import type { DayCounts } from '@/lib/domain/drift/compare-windows';
import type { Slice } from '@/lib/domain/drift/drift-family';
import { type DayRange, type DriftWindows, earlierBlocks, wholeRange } from '@/lib/domain/drift/drift-windows';
import type { DayRow } from '@/lib/domain/drift/day-row';
import type { Tx } from '@/lib/data/database';
import { readSliceDays } from './drift-rows';
import { sendSql } from '@/lib/data/sql-sender';

/** From the first to the last day of anything that is looked at. */
export function spanOf(windows: DriftWindows): DayRange {
  return wholeRange([windows.current, windows.reference, ...earlierBlocks(windows)]);
}

export async function readDays(tx: Tx, projectId: string, slice: Slice, windows: DriftWindows): Promise<DayRow[]> {
  return readSliceDays(tx, projectId, slice, spanOf(windows));
}

export function dayCountsOf({ day, sums, counts }: DayRow): DayCounts {
  return { day, runs: sums.runs, counts };
}

export interface SliceUse extends Slice {
  runs: number;
}

/** Slices that a choice or a test offers, the largest of the current window first: at most so many of each kind. */
export async function listSlices(
  tx: Tx,
  projectId: string,
  kinds: readonly string[],
  range: DayRange,
  perKind: number,
): Promise<SliceUse[]> {
  return sendSql<SliceUse>(
    tx,
    `SELECT s.kind, s.value, s.runs FROM (
       SELECT d.slice_kind AS kind, d.slice_value AS value, sum(d.runs)::int AS runs,
         row_number() OVER (PARTITION BY d.slice_kind ORDER BY sum(d.runs) DESC, d.slice_value) AS place
       FROM drift_day d WHERE d.project_id = $1::uuid AND d.day BETWEEN $2::date AND $3::date AND d.slice_kind = ANY($4::text[])
       GROUP BY 1, 2) s
     WHERE s.place <= $5::int ORDER BY s.kind, s.runs DESC, s.value`,
    [projectId, range.from, range.to, [...kinds], perKind],
  );
}
