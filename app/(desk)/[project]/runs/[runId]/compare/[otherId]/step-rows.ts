import { isMinor } from '@/lib/domain/compare/compare-steps';
import type { RunComparison } from '@/lib/domain/compare/compare-runs';
import type { StepRows } from '@/components/diff/steps-diff';

/** Rows that one answer carries. */
const PAGE = 400;

/** A page of aligned steps; without `isAll` only those that differ in something that a reader looks for. */
export function stepRows({ steps }: RunComparison, isAll: boolean, from: number): StepRows {
  const rows = isAll ? steps : steps.filter((step) => !isMinor(step));
  return { total: rows.length, from, rows: rows.slice(from, from + PAGE) };
}
