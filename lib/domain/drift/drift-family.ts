// Judges many comparisons together: adjusted for their number, and only what is large enough counts as moved.
import { benjaminiHochberg } from '@/lib/domain/statistics/benjamini-hochberg';
import type { DriftComparison } from './compare-windows';
import type { SliceKind } from './run-contribution';

export interface Slice {
  kind: SliceKind;
  /** Empty for all runs. */
  value: string;
}

export interface FamilyMember {
  slice: Slice;
  comparison: DriftComparison;
}

export interface Judged extends FamilyMember {
  /** Adjusted over the whole family; null where nothing could be tested. */
  qValue: number | null;
  isMoved: boolean;
}

export interface FamilyRule {
  /** False discovery rate; where nothing has moved at all, the chance of any call. */
  level: number;
  minEffect: number;
  minCases: number;
}

/** An alarm that is asked for once a day must not be false more often in a week than the level says (Bonferroni over the days). */
export const TESTS_A_WEEK = 7;

/**
 * Members with fewer cases than the least are shown but not tested, so that they do not cost the others anything. Members are
 * answered in their order.
 */
export function judgeFamily(members: readonly FamilyMember[], { level, minEffect, minCases }: FamilyRule): Judged[] {
  const isTested = ({ comparison }: FamilyMember) =>
    comparison.pValue !== null && Math.min(comparison.currentCases, comparison.referenceCases) >= minCases;
  const tested = members.filter(isTested);
  const adjusted = benjaminiHochberg(tested.map(({ comparison }) => comparison.pValue ?? 1));
  const qValues = new Map(tested.map((member, index) => [member, adjusted[index] ?? 1]));
  return members.map((member) => {
    const qValue = qValues.get(member) ?? null;
    return { ...member, qValue, isMoved: qValue !== null && qValue <= level && member.comparison.effect >= minEffect };
  });
}

/** What moved first, by effect; then what was tested; then the rest. */
export function byImportance(a: Judged, b: Judged): number {
  return (
    Number(b.isMoved) - Number(a.isMoved) ||
    Number(b.qValue !== null) - Number(a.qValue !== null) ||
    b.comparison.effect - a.comparison.effect
  );
}
